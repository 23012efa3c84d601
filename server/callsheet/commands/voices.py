"""`callsheet voices`: who can narrate a film here, and how to get others."""

from callsheet.backends import endpoints
from callsheet.settings import Settings
from callsheet.terminal import print_table, say
from callsheet_studio.extras import add_extra
from callsheet_studio.storyboard.installed_voices import NoVoices, installed_voices, read_own
from callsheet_studio.storyboard.voice_note import missing_voice_note

HEADINGS = ("voice", "language", "sex", "licence", "from", "try it with")
OTHERS = (
    "Films in other languages get captions and music. For Japanese: {japanese}. For other voices "
    "set CALLSHEET_VOICES to a folder of your own, or CALLSHEET_SPEECH_URL and "
    "CALLSHEET_SPEECH_MODEL to an OpenAI-compatible endpoint; a free one can run on this computer."
)


def run(settings: Settings) -> None:
    """Print the voices of this computer, and the voice of the user's endpoint if one is set."""
    rows = [
        (one.name, one.language, one.sex, one.license, one.package, one.sample)
        for one in installed_voices(settings.voices)
    ]
    speaker = endpoints(settings).speaker
    if speaker:
        name = f"{speaker.model}, {speaker.voice}" if speaker.voice else speaker.model
        rows.append((name, "those it knows", "", "its own", speaker.url, ""))
    if rows:
        print_table(rows, HEADINGS)
    if settings.voices:
        try:
            read_own(settings.voices)
        except NoVoices as error:
            say(f"CALLSHEET_VOICES is not used: {error}.")
    if missing := missing_voice_note():
        say(missing)
    if not speaker:
        say(OTHERS.format(japanese=add_extra("ja")))
