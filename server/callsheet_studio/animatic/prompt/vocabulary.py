"""The words that the library of pictures understands.

Each table maps a key of the library to the words for it; a word of two parts is written with `_`.
Verbs are given in their base form, nouns in the singular.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeVar

from callsheet_studio.animatic.shot import Framing, Hour, Move, Weather

Key = TypeVar("Key", bound=str)
Table: TypeAlias = Mapping[str, str]

ACTORS: Table = {
    "person": """person people man woman guy girl boy lady gentleman someone somebody human men
        women mother father mom dad friend couple
        customer stranger hero heroine model character figure
        businessman businesswoman executive manager ceo banker lawyer salesman saleswoman
        salesperson
        expert consultant entrepreneur realtor agent founder presenter host anchor doctor physician
        scientist researcher pharmacist vet dentist surgeon nurse chef cook baker barista waiter
        waitress bartender athlete runner jogger trainer coach sportsman swimmer surfer astronaut
        cosmonaut spaceman teacher professor librarian tutor worker builder engineer mechanic
        plumber
        electrician farmer gardener cowboy explorer hiker student gamer programmer developer hacker
        detective spy operator dancer ballerina bride princess queen king artist grandmother
        grandfather grandma grandpa tourist traveler traveller commuter pedestrian
        musician singer""",
    "child": "child kid toddler baby son daughter schoolboy schoolgirl",
    "robot": "robot android cyborg droid humanoid",
    "dog": "dog puppy pup hound retriever labrador wolf",
    "cat": "cat kitten kitty tiger lion panther leopard",
    "horse": "horse pony stallion unicorn deer stag cow",
    "fox": "fox",
    "bird": "bird eagle seagull gull dove crow raven hawk falcon parrot pigeon owl swallow crane",
    "butterfly": "butterfly moth",
    "fish": "fish goldfish salmon",
    "whale": "whale dolphin shark orca",
    "car": "car taxi cab suv vehicle automobile convertible sportscar sports_car sedan",
    "bus": "bus coach van truck lorry",
    "train": "train tram subway locomotive metro",
    "bike": "bike bicycle cyclist biker",
    "boat": "boat sailboat yacht ship vessel",
    "plane": "plane airplane aeroplane jet aircraft airliner",
    "rocket": "rocket spaceship spacecraft starship shuttle",
    "drone": "drone quadcopter",
    "ball": "ball basketball football soccerball tennisball",
    "cup": "cup mug coffee tea espresso cappuccino latte",
    "bottle": "bottle perfume wine fragrance serum shampoo lotion",
    "can": "can soda cola",
    "phone": "phone smartphone iphone mobile cellphone",
    "laptop": "laptop computer notebook macbook",
    "book": "book novel magazine",
    "flower": "flower rose tulip daisy sunflower blossom",
    "tree": "tree oak sapling",
    "balloon": "balloon",
    "box": "box package parcel gift present crate",
    "shoe": "shoe sneaker trainer boot",
    "watch": "watch wristwatch smartwatch clock",
    "apple": "apple fruit orange",
    "candle": "candle",
    "hand": "hand palm finger",
    "waves": "wave surf breaker",
}

LIVING = frozenset(["person", "child", "robot"])
"""Kinds that have a figure's look and hands."""
ANIMALS = frozenset(["dog", "cat", "horse", "fox", "bird", "butterfly", "fish", "whale"])
RIDES = frozenset(["car", "bus", "train", "bike", "boat", "plane", "rocket", "horse"])
"""Kinds that somebody drives, rides or steers: then they are what is filmed."""
THINGS = frozenset(
    [
        "ball",
        "cup",
        "bottle",
        "can",
        "phone",
        "laptop",
        "book",
        "flower",
        "balloon",
        "box",
        "shoe",
        "watch",
        "apple",
        "candle",
    ]
)
"""Kinds that fit into a hand or onto a table."""

VERBS: Table = {
    "walk": "walk stroll wander march hike step pace approach explore cross amble travel trek",
    "run": "run jog sprint race chase rush dash gallop trot hurry",
    "fly": "fly soar glide hover launch lift_off take_off blast ascend zoom",
    "float": "float drift levitate",
    "hold": "hold carry grip show display offer",
    "turn": "turn rotate spin revolve twirl",
    "pour": "pour brew serve",
    "jump": "jump leap hop bounce skip",
    "dance": "dance groove",
    "sit": "sit relax rest meditate",
    "work": "work type study write code read",
    "drive": "drive cruise speed ride cycle steer pedal",
    "swim": "swim dive snorkel",
    "sail": "sail row",
    "wave": "wave greet",
    "look": "look gaze stare watch admire search",
    "talk": "talk speak say explain present sing laugh gesture discuss",
    "be": "stand wait pose smile stay be rise appear",
    "fall": "fall drop tumble plunge",
    "grow": "grow bloom blossom sprout",
    "open": "open unfold unbox",
    "crash": "crash break roll splash lap",
    "drink": "drink sip eat taste",
    "point": "point",
}

PLACES: Table = {
    "future": "futuristic_city cyberpunk_city future_city sci-fi_city neon_city cyberpunk",
    "city": """city street road downtown town avenue sidewalk alley urban skyline boulevard highway
        streets plaza square bridge""",
    "forest": "forest wood woods jungle woodland rainforest",
    "field": "field meadow park grass garden countryside farm prairie lawn hill valley village",
    "beach": "beach shore sand seaside island",
    "coast": "coast cliff rocky_coast rocks",
    "sea": "sea ocean lake river water harbor harbour bay",
    "underwater": "underwater reef coral seabed",
    "mountains": "mountain peak alps summit ridge glacier canyon",
    "desert": "desert dune sahara",
    "planet": "mars moon_surface lunar_surface alien_planet martian red_planet",
    "space": "space orbit galaxy cosmos universe planet star nebula moon",
    "sky": "sky cloud air",
    "kitchen": "kitchen cafe café restaurant bakery coffee_shop bar diner",
    "office": """office meeting_room boardroom workplace desk coworking classroom school hospital
        clinic laboratory lab store shop mall airport gym""",
    "room": "room living_room bedroom home house apartment couch sofa indoors window",
    "stage": "stage theater theatre concert spotlight podium",
    "table": "table marble_table countertop pedestal shelf studio",
}

HOURS: Mapping[Hour, str] = {
    "dawn": "dawn sunrise morning early daybreak",
    "day": "day sunny sunlit daylight noon afternoon bright daytime midday",
    "sunset": "sunset dusk evening twilight golden_hour sundown",
    "night": "night midnight moonlit moonlight starry nighttime dark neon",
}
WEATHERS: Mapping[Weather, str] = {
    "rain": "rain rainy raining storm stormy wet drizzle",
    "snow": "snow snowy snowing snowfall winter blizzard icy wintry",
    "fog": "fog foggy mist misty haze hazy smoky",
}
GRADES: Table = {
    "neon": "neon vaporwave synthwave",
    "warm": "warm cozy cosy",
    "cold": "cold cool chilly icy",
    "pastel": "pastel soft dreamy",
    "noir": "noir black-and-white monochrome grayscale",
    "golden": "golden_hour gold",
    "vivid": "vivid vibrant colorful colourful saturated",
}
FRAMINGS: Mapping[Framing, str] = {
    "close": "close-up closeup close_up macro detail tight portrait",
    "medium": "medium mid-shot waist-up",
    "wide": "wide establishing panorama panoramic long_shot aerial drone_shot bird's-eye",
}
CAMERA: Mapping[Move, str] = {
    "track": "tracking track follow following dolly_along",
    "pan": "pan panning sweep sweeping",
    "push": "push_in zoom_in dolly_in dolly push-in zooming zoom",
    "pull": "pull_back zoom_out dolly_out pull_out pull-back",
    "aerial": "aerial drone_shot bird's-eye crane_shot",
    "still": "static locked_off locked",
}
COLOURS: Table = {
    "red": "#d0342c",
    "crimson": "#b0203c",
    "orange": "#ef7d22",
    "yellow": "#f2c12e",
    "gold": "#d9a530",
    "golden": "#d9a530",
    "green": "#3a9a58",
    "emerald": "#1f8f68",
    "teal": "#1f8f96",
    "turquoise": "#2fbfb8",
    "cyan": "#2fb8e0",
    "blue": "#2f66d0",
    "navy": "#233a72",
    "purple": "#7a46c0",
    "violet": "#8a4fd0",
    "pink": "#ee6fa4",
    "magenta": "#d0369a",
    "brown": "#7d5236",
    "beige": "#d9c4a0",
    "black": "#23252c",
    "white": "#f1f2f4",
    "grey": "#8d949f",
    "gray": "#8d949f",
    "silver": "#c2c8d0",
}
STYLE = frozenset(
    [
        "cinematic",
        "realistic",
        "photorealistic",
        "beautiful",
        "stunning",
        "epic",
        "dramatic",
        "slow",
        "slowly",
        "motion",
        "slow-motion",
        "4k",
        "8k",
        "hd",
        "uhd",
        "hyperrealistic",
        "detailed",
        "high",
        "quality",
        "shot",
        "scene",
        "camera",
        "video",
        "clip",
        "film",
        "footage",
        "style",
        "lens",
        "mm",
        "depth",
        "lighting",
        "light",
        "lit",
        "warm",
        "soft",
        "color",
        "colour",
        "tone",
        "mood",
        "view",
        "angle",
        "background",
        "foreground",
        "modern",
        "sleek",
        "elegant",
        "happy",
        "young",
        "old",
        "tall",
        "small",
        "big",
        "large",
        "little",
        "great",
        "busy",
        "quiet",
        "gentle",
        "gently",
        "quickly",
        "fast",
        "smoothly",
        "smooth",
        "ultra",
        "wide",
        "lovely",
        "pretty",
        "cute",
        "majestic",
        "rocky",
        "sandy",
        "marble",
        "wooden",
        "shiny",
        "bright",
        "tiny",
        "huge",
        "giant",
        "long",
        "short",
        "new",
        "vintage",
        "retro",
        "classic",
        "natural",
        "calm",
        "peaceful",
        "serene",
        "confident",
        "confidently",
        "friendly",
        "professional",
        "focus",
        "bokeh",
        "blurred",
        "shallow",
        "front",
        "side",
        "back",
        "past",
        "towards",
        "toward",
        "through",
        "across",
        "along",
        "around",
        "over",
        "under",
        "above",
        "below",
        "near",
        "next",
        "behind",
        "beside",
        "frame",
        "cut",
        "fade",
        "transition",
        "sequence",
        "second",
        "seconds",
        "time",
        "lapse",
        "time-lapse",
        "sharp",
        "crisp",
        "ray",
        "rays",
        "deep",
        "steam",
        "reflection",
        "reflections",
        "shadow",
        "shadows",
        "close-up",
        "closeup",
        "product",
        "commercial",
        "ad",
        "advert",
        "advertisement",
        "vertical",
        "horizontal",
        "perfect",
        "half",
        "right",
        "left",
        "center",
        "centre",
        "middle",
        "top",
        "bottom",
        "alone",
        "together",
        "away",
        "forward",
        "directly",
        "straight",
        "toward",
        "it's",
        "its",
    ]
)
"""Words that say how, not what: passed over without a note."""


def table_entries(table: Mapping[Key, str]) -> Iterator[tuple[tuple[str, ...], Key]]:
    """Every word of a table, in its parts, with its key."""
    for key, words in table.items():
        for word in words.split():
            yield tuple(word.split("_")), key


def stem_candidates(word: str) -> Iterator[str]:
    """What an inflected word may come from: `walking` from `walk`, `cities` from `city`."""
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)] + instead
            yield stem
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


_ENDINGS = (
    ("'s", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ves", "f"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("d", ""),
    ("ied", "y"),
)
IRREGULAR: Mapping[str, str] = {
    "ran": "run",
    "flew": "fly",
    "held": "hold",
    "sat": "sit",
    "swam": "swim",
    "drove": "drive",
    "fell": "fall",
    "grew": "grow",
    "is": "be",
    "are": "be",
    "men": "man",
    "women": "woman",
    "children": "child",
    "leaves": "leaf",
}
