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

GERMAN = """---
language: de
---
# Solar, ehrlich
subtitle: Was ein Dach vermag
> Dein Dach kann sich auszahlen. So geht es.

## Vom Licht zur Dose [steps]
1. Sonnenlicht: Photonen kommen an {sun}
2. Platte: Elektronen wandern {solar-panel}
3. Umrichter: Gleichstrom wird Wechselstrom
> Licht trifft die Platte. Dort macht es Elektronen frei. Der Umrichter macht es nutzbar.

## Drei Versprechen [points]
- Geheim: niemand sonst liest mit
- Heil: niemand kann etwas anpassen
- Echt: du bist richtig gelandet
> Drei Versprechen also. Deine Daten bleiben geheim, kommen heil an und erreichen ihr Ziel.

## Was du sparst [bars]
subtitle: Dollar, als Beispiel
- Jahr 1: $800
- Jahr 10: $10,000
- Jahr 20: $23,000
> Im ersten Jahr sparst du wenig. Nach zwanzig Jahren sehr viel.

## Offene Straße [comparison]
- Karte: ohne Umschlag
- Brief: mit Siegel
> Das eine kommt als Karte. Das andere als Brief mit Siegel.

## Merke dir [closing]
> Beginne mit dem Dach, das du hast.
"""
"""The same film without one word of it."""


def film() -> Storyboard:
    """1 title, 2 steps, 3 points, 4 bars, 5 comparison, 6 closing."""
    return build_storyboard(Brief("u", OUTLINE, seconds=60)).storyboard
