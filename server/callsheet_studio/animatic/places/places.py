"""All places, by the name that a shot gives them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places import above, city, future, indoors, land, studios, water
from callsheet_studio.animatic.shot import Hour


@dataclass(frozen=True)
class Place:
    """A setting: how it is painted, and what holds there when the prompt does not say."""

    paint: Callable[[Backdrop], None]
    hour: Hour = "day"
    sound: str = "room"
    """A key of the ambiences' table."""
    inside: bool = False
    """Whether weather stays out."""


PLACES: Mapping[str, Place] = {
    "city": Place(city.city, "day", "city"),
    "future": Place(future.future, "night", "hum"),
    "forest": Place(land.forest, "dawn", "birds"),
    "field": Place(land.field, "day", "birds"),
    "mountains": Place(land.mountains, "day", "wind"),
    "desert": Place(land.desert, "sunset", "wind"),
    "beach": Place(water.beach, "day", "waves"),
    "coast": Place(water.coast, "day", "waves"),
    "sea": Place(water.sea, "day", "waves"),
    "underwater": Place(water.underwater, "day", "under", inside=True),
    "sky": Place(above.heavens, "day", "wind"),
    "space": Place(above.space, "night", "space", inside=True),
    "planet": Place(above.planet, "day", "wind", inside=True),
    "kitchen": Place(indoors.kitchen, "day", "room", inside=True),
    "office": Place(indoors.office, "day", "room", inside=True),
    "room": Place(indoors.room, "day", "room", inside=True),
    "stage": Place(studios.stage, "night", "room", inside=True),
    "table": Place(studios.table, "day", "room", inside=True),
    "studio": Place(studios.studio, "day", "room", inside=True),
}
