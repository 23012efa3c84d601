"""Names of the folders and files in a studio's home."""

import re
from pathlib import Path

FILMS = "films"
"""Of a home: a folder for each job, named by its id."""
ADS = "ads"
"""Of a home: the ad library."""
LOGOS = "logos"
"""Of a home, and of a film's folder: the logos that documents brought, named by content."""
LOGO_NAME = re.compile(r"[\w-]{1,40}-[0-9a-f]{16}\.(?:png|jpg|webp|svg)")
"""A stored logo: the user's name for it, and the start of its content's SHA-256."""
DRAWN = "drawn"
"""Of a home: pictures that the user's model drew, named by model and prompt."""
DRAWN_PREFIX = "pictures/drawn-"
"""Of a film's folder: begins the paths of its drawn pictures, before their names in the home."""
FILES = ("video", "poster", "contact_sheet", "srt", "vtt", "storyboard", "outline", "changes_sheet")
"""The keys of a job's result that name files; nothing else of a folder is ever served."""


def home_of(folder: Path) -> Path:
    """Return the studio's home, given the folder of a job or draft in it."""
    return folder.parent.parent
