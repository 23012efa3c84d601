"""Icons: named by the assistant, those of things that a text surely names, or none."""

import csv
import json
from pathlib import Path

import pytest

from callsheet_studio.drawing.icons import icon_path, load_icons
from callsheet_studio.drawing.picture_choice import Subject, icon_for
from callsheet_studio.drawing.picture_words import HOMONYMS, load_things
from callsheet_studio.drawing.pictures import picture_data, picture_of_icon
from callsheet_studio.explainer.item_icons import ItemIcons, choose_item_icons
from callsheet_studio.storyboard.model import Item

ITEMS = Path(__file__).parents[2] / "pictures" / "item_texts.json"
OUTLINES = ITEMS.with_name("outline_items.tsv")
FRESH = ITEMS.with_name("fresh_items.tsv")
JUDGED = """
A fair price for milk = milk
Cell: the smallest living unit = microscope
Rain falls, rivers fill = cloud-rain
Chili: half, without seeds = hot-pepper
Volcano: ash rises 12 km = volcano
DNA: three billion letters = dna
Bees: visit 5,000 flowers a day = honeybee
Ice floats because it is lighter = ice
Sunlight: eight minutes on its way = sun
Magnet: north pulls south = magnet
Heart: 100,000 beats a day = anatomical-heart
Sleep: dark, cool, quiet = bed
Bones: 206 of them = bone
Lungs: 11,000 litres of air a day = lungs
Beat the eggs until they shine = egg
Fold in the flour = wheat
Free-range eggs = egg
Flour and water: starch meets water = wheat
Garlic: three cloves, crushed = garlic
Tomatoes: peel them in hot water = tomato
Lemon: the zest, not the juice = lemon
Rice: rinse until clear = cooked-rice
Knife: sharp is safe = kitchen-knife
Race to the Moon = moon
Pyramid: 2.3 million stones = pyramid
The euro: coins in 2002 = euro
Garbage: blue bin on Mondays = trash-2
Library: free for under-18s = library
"""
"""Of the 200 texts those that get an icon; each was judged to show the thing that the text means.

Issue "A film, not slides", to show 3: at most 1 % wrong.
"""


def texts() -> list[str]:
    return [item["text"] for item in json.loads(ITEMS.read_text("utf-8"))]


def test_every_icon_can_be_drawn() -> None:
    assert len(load_icons()) > 1900
    assert all(icon_path(name).countPoints() > 1 for name in load_icons())


def test_every_word_of_the_vocabulary_leads_to_an_icon() -> None:
    things = (icon for words in load_things().values() for icon in words.values())
    icons = {*things, *(icon for words in HOMONYMS.values() for icon, _ in words.values())}
    assert not icons - set(load_icons()) - set(picture_data())


@pytest.mark.parametrize(
    ("wanted", "text", "icon"),
    [
        ("Solar Panel", "anything", "solar-panel"),
        (None, "Your roof needs sunlight", "sun"),
        (None, "Two cups of coffee", "coffee"),
        (None, "Coffee: two cups", "coffee"),
        (None, "Buying a system", None),
        (None, "Where it began", None),
        (None, "Never block the driveway", None),
        (None, "It pays off", None),
        (None, "Rain checks", None),
        (None, "Rain falls", "cloud-rain"),
        (None, "Heart of the matter", None),
        (None, "Heart: 72 beats a minute", "anatomical-heart"),
        (None, "A factory", "factory"),
        (None, "Factory reset", None),
        (None, "Two palm trees", "palm-tree"),
        (None, "Peel them in hot water", "droplet"),
        (None, "An elephant eats all day", "elephant"),
        (None, "Balloons: helium lifts them", "balloon"),
        (None, "Serve with bread", "bread"),
        (None, "Potatoes: boil them first", "potato"),
        (None, "The cloud: someone else's computers", None),
        (None, "Clouds: where rain comes from", "cloud"),
        (None, "A letter is posted", "mail"),
        (None, "The first letter", None),
        (None, "Free of milk", None),
        (None, "Phone", "mobile-phone"),
        (None, "Phone number", None),
        (None, "Like a restaurant", None),
        (None, "Lesson 3: The volcano", "volcano"),
        (None, "Tidepool is not a peer-to-peer database", None),
        (None, "We could tell it from one old photograph of the whole house", None),
        ("no-such-icon", "Lock the door", "lock"),
        (None, "Lock the row", None),
        (None, "Qwertz", None),
        (None, "مرحبا", None),
    ],
)
def test_an_icon_is_the_one_named_else_of_a_thing_that_is_surely_meant(
    wanted: str | None, text: str, icon: str | None
) -> None:
    assert icon_for(wanted, text) == icon


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("es", "Unidad 6. Los volcanes: por qué unos fluyen"),
        ("es", "¿Qué es un volcán?"),
        ("de", "Was ist ein Vulkan?"),
        ("fr", "Qu'est-ce qu'un volcan ?"),
    ],
)
def test_a_title_that_asks_what_a_thing_is_or_counts_its_part_shows_it(
    language: str, title: str
) -> None:
    assert icon_for(None, title, subject=Subject(language)) == "volcano"


def test_the_200_texts_get_the_icons_that_were_judged_right() -> None:
    pairs = (line.partition(" = ") for line in JUDGED.strip().splitlines())
    judged = {text: icon for text, _, icon in pairs}
    found = {text: icon for text in texts() if (icon := icon_for(None, text))}
    assert len(texts()) == 200
    assert found == judged


def test_items_of_real_outlines_get_the_pictures_that_were_judged_right() -> None:
    """200 texts of outlines and documents: none of their pictures was judged wrong."""
    rows = [line.split("\t") for line in OUTLINES.read_text("utf-8").splitlines()[1:]]
    found = {text: icon_for(None, text) for _, _, text, _, _ in rows}
    shown = {text: icon and (picture_of_icon(icon) or icon) for text, icon in found.items()}
    assert len(rows) == 200
    assert shown == {text: None if picture == "-" else picture for _, _, text, _, picture in rows}


def test_texts_in_four_languages_get_pictures_by_the_sense_that_their_titles_give() -> None:
    """What a designer would draw was written before the code: nine in ten of those are found, and
    where nothing should be drawn nothing is."""
    found, wanted = 0, 0
    lines = FRESH.read_text("utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        subject = Subject(row["language"], f"{row['film']} / {row['scene']}")
        icon = icon_for(None, row["text"], subject=subject)
        shown = (icon and picture_of_icon(icon)) or icon or "-"
        assert shown == row["shown"], row
        assert row["drawn"] != "-" or shown == "-", row
        sure = not row["drawn"].endswith("-")
        found, wanted = found + (sure and shown != "-"), wanted + sure
    assert found >= 0.9 * wanted > 100


@pytest.mark.parametrize(
    ("titles", "texts"),
    [
        (
            "What we learned",
            "The elephant in the room|A white elephant|A hot potato|Moral compass|Cherry on top"
            "|Plant a seed|Break the ice|Light as a feather|Strong as an ox",
        ),
        ("What we learned", "Mountain of debt|Ocean of data|Battery of tests|Bone of contention"),
        ("Website basics", "Hamburger: opens the menu|Spider: crawls pages|Skeleton: shown early"),
        ("Which chart", "Candle: open, high, low, close|Tornado: what matters most"),
        ("Yoga poses", "Camel|Mountain: stand still|Eagle: cross your arms"),
        ("Signs of the zodiac", "Lion|Crab|Scorpion"),
        ("The four suits", "Spades|Diamonds"),
        ("Creational design patterns", "Factory|Abstract factory"),
        ("From gate to takeoff", "Taxi: on the yellow line"),
        ("The solar system", "Smallest planet|Largest planet|Planets|Moons: 95 of Jupiter's"),
        ("How we prioritise", "RICE|ICE"),
        ("How a baby begins", "Egg: the largest human cell"),
        ("Naming conventions", "Camel case|Snake|Camel"),
        ("Everything else", "Water taxi|Brake shoe|Food truck|Cable car|Data warehouse|Gear teeth"),
        ("Databases", "Heart muscle|Kitchen island|Natural satellite|Hot-air balloon|Brain fog"),
        ("Tools of the geometry box", "Compass: draws a circle"),
    ],
    ids=lambda value: value.partition("|")[0],
)
def test_a_thing_that_stands_for_another_one_gets_no_picture(titles: str, texts: str) -> None:
    shown = {
        text: icon_for(None, text, subject=Subject(titles=titles)) for text in texts.split("|")
    }
    assert shown == dict.fromkeys(shown)


@pytest.mark.parametrize(
    ("language", "titles", "texts"),
    [
        ("en", "Rome", "Baths for everyone"),
        ("en", "Choosing a dog", "Coats that shed"),
        ("en", "A garden", "Beds: 1.2 m wide|Lime raises the pH"),
        ("en", "Languages", "Mandarin: a billion speakers"),
        ("en", "Weather", "Showers in the afternoon"),
        ("en", "A band", "Keyboard: fills the chords"),
        ("en", "Why planes fly", "Keep the nose down"),
        ("en", "A release", "Axe the old importer|Drum up support|Egg them on|Garbage in"),
        ("fr", "Sécurité", "Porte un casque|Règle : ne rien partager|Lit le fichier"),
        ("fr", "La Terre", "Le manteau : 2 900 km de roche"),
        ("es", "Salud", "Estadio avanzado|Dos metros bastan|Sal temprano|Dado que llueve"),
        ("es", "Amazonas", "El pulmón del planeta"),
        ("it", "Il mutuo", "Il tasso scende|Stadio avanzato|Porta l'acqua a ebollizione"),
        ("pt", "Energia", "Barata e limpa"),
    ],
    ids=lambda value: value.partition("|")[0],
)
def test_a_noun_with_another_sense_or_a_verb_like_it_gets_no_picture(
    language: str, titles: str, texts: str
) -> None:
    """Found in 200 fresh texts: a garment for a dog's coat, a bathtub for Roman baths; and with
    other words like them a badger for a rate of interest."""
    subject = Subject(language, titles)
    shown = {text: icon_for(None, text, subject=subject) for text in texts.split("|")}
    assert shown == dict.fromkeys(shown)


@pytest.mark.parametrize(
    ("language", "text", "icon"),
    [
        ("en", "A warm bath with soap", "bath"),
        ("en", "Dice the onions", "onion"),
        ("en", "Lime juice", None),
        ("en", "Lime: squeeze half", "lime"),
        ("en", "Taxi: 40 euros to the centre", "taxi"),
        ("en", "Factory: 300 cars a day", "factory"),
        ("en", "Spade: for heavy soil", "shovel"),
        ("en", "Saturn: rings of ice", "ringed-planet"),
        ("en", "DNA: three billion letters", "dna"),
        ("en", "Electric car", "car"),
        ("en", "Rice", "cooked-rice"),
        ("de", "Der Schlüssel passt zur Tür", "key"),
        ("fr", "La porte est fermée", "door"),
        ("it", "La chiave apre la porta", "key"),
    ],
)
def test_words_near_a_homonym_say_which_thing_is_meant(
    language: str, text: str, icon: str | None
) -> None:
    assert icon_for(None, text, subject=Subject(language)) == icon


@pytest.mark.parametrize(
    ("icons", "shown", "lines"),
    [
        (("sun", "truck"), ("sun", "truck"), False),
        (("sun", "delivery-truck", "bug"), ("sun", "truck", "bug"), True),
        (("sun", None), (None, None), False),
        (("volcano", "bug"), (None, None), False),
        ((), (), False),
    ],
    ids=str,
)
def test_a_list_has_pictures_of_one_kind_or_none(
    icons: tuple[str | None, ...], shown: tuple[str | None, ...], lines: bool
) -> None:
    """A colored picture, a line icon and a numeral stood in one list."""
    items = [Item(text=f"Matter {n}", icon=icon) for n, icon in enumerate(icons)]
    chosen = choose_item_icons(items, Subject(), drawn=False)
    assert chosen == ItemIcons(shown, lines)


def test_two_things_look_the_same_only_if_somebody_said_so() -> None:
    """Tea and coffee stood side by side as two cups of coffee."""
    alike = [Item(text="Coffee"), Item(text="Espresso")]
    assert not choose_item_icons(alike, Subject(), drawn=False).any
    named = [Item(text="Old", icon="coffee"), Item(text="New", icon="coffee")]
    assert choose_item_icons(named, Subject(), drawn=False).names == ("coffee", "coffee")
    cups = choose_item_icons([Item(text="Coffee"), Item(text="Tea")], Subject(), drawn=False)
    assert len(set(cups.names)) == 2 and all(cups.names)
