"""The storyboard on which requests are tried: six scenes of different kinds."""

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.model import Storyboard

OUTLINE = """# Home solar, honestly
subtitle: What a roof can do
> Your roof could pay you back. Here is how.

## From sunlight to socket [steps]
1. Sunlight: photons arrive {sun}
2. Solar panel: electrons move {solar-panel}
3. Inverter: direct becomes alternating
> Sunlight falls on the panel. There it sets electrons free. The inverter makes it usable.

## Three promises [points]
- Secret: nobody else can read it
- Unchanged: nobody can alter it
- Genuine: you reached the right site
> It makes three promises. Your data stays secret, it arrives unchanged, and the site is genuine.

## What you save [bars]
subtitle: US dollars, illustrative
- Year 1: $900
- Year 10: $11,000
- Year 20: $24,500
> In year 1 you save $900. After twenty years it is $24,500.

## The open road [comparison]
- HTTP: a postcard
- HTTPS: a sealed envelope
> Plain HTTP is a postcard. HTTPS is a sealed envelope.

## Remember [closing]
> Start with the roof you have.
"""


def film() -> Storyboard:
    """1 title, 2 steps, 3 points, 4 bars, 5 comparison, 6 closing."""
    return build_storyboard(Brief("u", OUTLINE, seconds=60)).storyboard
