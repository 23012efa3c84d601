"""Which picture goes with which thing, in the languages whose words are known.

`assets/things.tsv` holds names of concrete things, and only those that mean one thing: no verb,
nothing abstract, no homonym. Names in other languages than English are emojibase's (MIT) or our
own. A wrong picture says something false; none says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from callsheet_studio.drawing.pictures import picture_of_icon


@dataclass(frozen=True)
class Grammar:
    """The small words of a language that say whether a noun is what a text is about."""

    openers: frozenset[str]
    """May stand before the noun; other words make it part of something else."""
    denials: frozenset[str]
    """Say that the thing isn't there."""
    links: frozenset[str]
    """After a noun they make it part of a longer name."""
    measures: frozenset[str]
    """Say how much there is of the thing that follows."""
    plurals: tuple[tuple[str, str], ...]
    """Endings of plurals, and those of their singulars."""


@cache
def load_things() -> Mapping[str, Mapping[str, str]]:
    """Return by language: the thing's name, its words joined by hyphens -> its icon or picture."""
    languages, rows = _rows()
    return {
        language: {word: row[1] for row in rows for word in row[2 + n].split()}
        for n, language in enumerate(languages)
    }


@cache
def load_exact_things() -> Mapping[str, Mapping[str, str]]:
    """Return those names of things whose picture shows exactly that thing, not a sign for it or
    something like it: no fork for a restaurant, no dog for a puppy.

    By language (the first part of a BCP 47 tag): the name in that language, in lower case -> the
    picture's name.
    """
    languages, rows = _rows()
    exact = [row for row in rows if row[2] and picture_of_icon(row[1]) == row[2].split()[0]]
    return {
        language: {row[2 + n].split()[0]: row[2].split()[0] for row in exact if row[2 + n]}
        for n, language in enumerate(languages)
    }


@cache
def load_kinds() -> Mapping[str, str]:
    """Return the kind of every icon or picture of a thing: `living`, `food`, `sky`, `home`, …"""
    return {row[1]: row[0] for row in _rows()[1]}


def _rows() -> tuple[list[str], list[list[str]]]:
    text = files("callsheet_studio.drawing.assets").joinpath("things.tsv").read_text("utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines())
    return head[2:], rows


_FIELDS = (
    (
        "living food sky home",
        """software code coding programming git api apis dns server servers database databases sql
        algorithm algorithms data internet kubernetes docker linux python java javascript compiler
        binary decision cache caching encryption cryptography blockchain devops http https tcp cpu
        kernel hash hashing neural postgresql postgres mysql typescript microservices engine
        programm daten datenbank logiciel données programmation código datos programación codice
        dati programmazione dados programação""",
    ),
    (
        "living food sky home",
        """stocks bonds investing investor investors portfolio trading dividend dividends inflation
        securities etf aktien anleihen börse actions obligations bourse acciones bonos bolsa azioni
        borsa ações""",
    ),
    (
        "living",
        """team teams onboarding strategy leadership management marketing sales results pitch
        startup quarter meeting team-meeting company business career strategie führung équipe
        stratégie equipo estrategia moon-landing landing apollo mission mondlandung alunissage
        alunizaje""",
    ),
    (
        "living food sky home",
        """ui ux interface website websites css html seo chart charts graph graphs statistics
        visualization""",
    ),
    (
        "living sky home",
        """yoga pose poses gymnastics sport sports olympics swimming athletics zodiac astrology
        horoscope constellation constellations""",
    ),
    (
        "living home",
        """ear ears hear hearing anatomy spine knee ohr hören anatomie oreille oído machine
        machines engine engines motor motors turbine gearbox waschmaschine getriebe moteur
        lavadora""",
    ),
)
FIELDS = tuple((frozenset(kinds.split()), frozenset(words.split())) for kinds, words in _FIELDS)
"""Kinds of things whose names a field borrows, and words of a title that tell the field: there a
root, a bear, a bucket or a drum is something else."""

_HOMONYMS = {
    "en": {
        "apple": ("apple", "fruit tree juice eat cake orchard peel pie"),
        "bank": ("landmark", "money account loan deposit saving stock security credit interest"),
        "bat": ("bat", "cave wing wings insect night mammal"),
        "bath": ("bath", "bathroom tub bathtub soap towel bubble tap evening relax baby sleep"),
        "bear": ("bear", "forest honey den cub salmon grizzly winter hibernation"),
        "bed": ("bed", "sleep bedroom night pillow mattress blanket hotel sheet guest hospital"),
        "book": ("book-open", "read reader page author chapter shelf print printing monk"),
        "bus": ("bus", "stop driver passenger ticket timetable city"),
        "cell": ("microscope", "living bacteria tissue organism"),
        "cloud": ("cloud", "rain sky vapor vapour droplet wind sun weather cool air snow storm"),
        "coat": ("coat", "wear jacket scarf button hanger pocket sleeve hat glove umbrella"),
        "cookie": ("cookie", "bake oven dough chocolate sugar flour"),
        "duck": ("duck", "pond lake bird feather duckling"),
        "earth": ("globe-showing-europe-africa", "planet solar moon orbit space sun"),
        "fork": ("utensils", "spoon plate table dinner"),
        "heart": (
            "anatomical-heart",
            "beat blood pump pulse doctor oxygen lung chamber valve artery body",
        ),
        "house": ("house", "rent roof garden door build mortgage insulation family heating"),
        "key": ("key", "door padlock keyhole"),
        "keyboard": ("keyboard", "computer typing type mouse screen laptop desk shortcut wrist"),
        "kite": ("kite", "string wind toy"),
        "leaf": ("leaf", "plant chlorophyll stem photosynthesis forest autumn garden"),
        "library": ("library", "book town free reader shelf shelves"),
        "letter": ("mail", "post posted stamp envelope mailbox postman sent travel crosses arrive"),
        "lime": ("lime", "juice lemon squeeze wedge fruit zest mint citrus"),
        "lock": ("lock", "door padlock gate"),
        "mandarin": ("tangerine", "fruit peel orange juice citrus segment vitamin"),
        "map": ("map", "route trail country hiking atlas travel"),
        "mouse": ("computer-mouse", "keyboard click desk wrist computer"),
        "nose": ("nose", "face smell breath breathe allergy pollen throat mouth sneeze mucus"),
        "plant": ("sprout", "leaf leaves seed soil root garden"),
        "road": ("motorway", "car traffic km kilometre asphalt lorry"),
        "rose": ("rose", "garden thorn petal bouquet flower"),
        "salt": ("salt", "pinch pepper sugar butter pan taste cook egg food soup dough kitchen"),
        "server": ("server", "rack database request network web host hub dns linux mail down"),
        "shell": ("spiral-shell", "beach sea snail mollusk mollusc oyster pearl"),
        "ship": ("ship", "sea port sail crew ocean cargo captain harbour"),
        "shower": ("shower", "bathroom soap towel shampoo tap home shorter minute litre liter"),
        "sleep": ("bed", "dark bed night bedroom pillow dream"),
        "sponge": ("sponge", "kitchen dish wash soap scrub clean sink"),
        "train": ("train-front", "station rail platform passenger"),
        "tree": ("tree-deciduous", "bark forest apple garden trunk oak"),
    },
    "de": {
        "bank": ("landmark", "konto girokonto geld kredit zins sparen darlehen"),
        "erde": ("globe-showing-europe-africa", "planet sonne sonnensystem mond umlaufbahn"),
        "birne": ("pear", "obst kuchen apfel saft"),
        "schlüssel": ("key", "tür haus wohnung"),
        "zug": ("train-front", "bahn bahnhof gleis reise stunde minute fahren abfahrt"),
    },
    "fr": {
        "clé": ("key", "porte serrure maison appartement"),
        "lit": ("bed", "chambre dormir sommeil nuit matelas drap oreiller hôtel"),
        "manteau": ("coat", "porter hiver écharpe veste gant poche"),
        "porte": ("door", "clé serrure maison poignée fermer fermée ouvrir ouverte entrée"),
        "règle": ("straight-ruler", "crayon compas équerre trait mesurer cm"),
        "stade": ("stadium", "match équipe foot football joueur supporter olympique"),
        "souris": ("computer-mouse", "clavier écran bureau ordinateur poignet"),
        "terre": ("globe-showing-europe-africa", "planète soleil solaire lune orbite"),
    },
    "es": {
        "banco": ("landmark", "préstamo dinero cuenta crédito ahorro hipoteca"),
        "llave": ("key", "puerta local casa cerradura"),
        "estadio": ("stadium", "partido equipo fútbol jugador aficionado olímpico"),
        "metro": ("metro", "estación línea tren viaje billete andén transporte"),
        "sal": ("salt", "pimienta azúcar aceite harina masa huevo pizca sabor"),
        "tierra": ("globe-showing-europe-africa", "planeta sol solar luna órbita"),
    },
    "it": {
        "chiave": ("key", "porta casa serratura"),
        "letto": ("bed", "camera dormire sonno notte materasso lenzuolo cuscino albergo"),
        "mandarino": ("tangerine", "frutta agrume succo buccia sbucciare vitamina"),
        "porta": ("door", "chiave casa serratura maniglia chiusa aperta ingresso"),
        "stadio": ("stadium", "partita squadra calcio giocatore tifoso olimpico"),
    },
    "pt": {
        "banco": ("landmark", "empréstimo dinheiro conta crédito poupança"),
        "chave": ("key", "porta casa fechadura"),
    },
}
HOMONYMS = {
    language: {word: (icon, frozenset(near.split())) for word, (icon, near) in words.items()}
    for language, words in _HOMONYMS.items()
}
"""Words of several meanings by language: the icon of one, and words that make it sure when one of
them is near: in the text, or in the title of the film or scene."""

_CONTRARY = {
    "en": {
        "atom": "editor feed rss clojure",
        "bacon": "francis philosopher philosophy empiricism",
        "balloon": "hot-air air weather stratosphere payment mortgage loan",
        "battery": "assault tort crime artillery gun hen cage egg",
        "boat": "rowing motor house rubber submarine gravy",
        "cab": "truck lorry tractor crane locomotive",
        "camel": "case snake kebab naming kafka",
        "car": "cable toy railway elevator dining sleeping",
        "castle": "chess rook bouncy",
        "chef": "puppet ansible",
        "church": "turing lambda calculus numeral",
        "comet": "browser",
        "compass": "circle geometry protractor construct arc straightedge moral",
        "cucumber": "gherkin bdd selenium test testing sea",
        "diamond": "baseball suit card club spade inheritance kite rhombus",
        "egg": "sperm ovary ovum fertilisation fertilization reproduction embryo pregnancy baby",
        "electron": "app framework javascript tauri chromium",
        "factory": "pattern class method object singleton builder abstract constructor interface",
        "fog": "brain war",
        "garbage": "collector collection memory heap pointer",
        "island": "traffic heat kitchen urban",
        "lightning": "network bitcoin cable connector usb pytorch payment",
        "moon": "jupiter mars uranus neptune titan europa ganymede callisto phobos pluto",
        "muscle": "heart cardiac smooth",
        "onion": "tor anonymous anonymity network",
        "pacemaker": "race marathon runner cluster",
        "panda": "numpy dataframe library csv excel sql analyst",
        "parcel": "webpack bundler vite land plot cadastre",
        "pen": "farm animal pig sheep cattle",
        "piano": "forte pianissimo dynamics",
        "pyramid": "population demographic demographics age ponzi maslow food ecology trophic",
        "radio": "button checkbox form dropdown",
        "railway": "deploy deployment heroku hosting",
        "rice": "score scoring prioritise prioritize prioritisation prioritization backlog",
        "rocket": "salad leaf leaves lettuce spinach herb pesto",
        "satellite": "natural moon town",
        "saturn": "god goddess myth mythology roman",
        "shoe": "brake drum horse snow hot",
        "snake": "case camel kebab pascal naming ladder",
        "soap": "opera web service wsdl xml",
        "soup": "primordial alphabet origin",
        "spade": "suit card club heart diamond jack queen king ace poker bridge detective",
        "spider": "crawler crawl seo scrapy chart",
        "taxi": "runway takeoff take-off aircraft aeroplane pilot flight water air boat river",
        "teeth": "gear saw cog zip comb belt",
        "tooth": "gear saw cog zip comb belt",
        "truck": "hand food pallet",
        "warehouse": "data snowflake bigquery redshift etl analytics lake lakehouse",
        "wheel": "steering python roulette pip",
    },
    "de": {"fabrik": "entwurfsmuster muster klasse methode objekt"},
    "fr": {"usine": "patron classe méthode objet conception"},
    "es": {"fábrica": "patrón clase método objeto diseño"},
    "it": {"fabbrica": "pattern classe metodo oggetto progettazione"},
    "pt": {"fábrica": "padrão classe método objeto projeto"},
}
CONTRARY = {
    language: {word: frozenset(near.split()) for word, near in words.items()}
    for language, words in _CONTRARY.items()
}
"""Names that mostly mean their thing, by language, and words that say, near them or in a title,
that another one is meant: a factory of objects, the spade of a pack of cards."""
ACRONYMS = frozenset({"dna", "cpu"})
"""English names that are written in capitals. Others in capitals, as `RICE`, stand for something
else."""

GRAMMARS = {
    language: Grammar(
        frozenset(openers.split()),
        frozenset(denials.split()),
        frozenset(links.split()),
        frozenset(measures.split()),
        tuple((end, one) for end, _, one in (rule.partition("=") for rule in plurals.split())),
    )
    for language, (openers, denials, links, measures, plurals) in {
        "de": (
            """der die das den dem des ein eine einen einem einer zwei drei vier fünf sechs sieben
            acht neun zehn viele alle jeder jede jedes mein dein ihr unser gute guter gutes große
            großer großes kleine kleiner kleines neue neuer neues alte alter altes frische frischer
            frisches""",
            "kein keine keinen ohne nicht nie",
            "",
            "glas tasse kilo kg g liter l ml flasche scheibe löffel el tl prise stück zehe dose",
            "n= en= e= er= s= se=",
        ),
        "fr": (
            """le la les l un une des deux trois quatre cinq six sept huit neuf dix mon ton son
            notre votre leur chaque bon bonne bons bonnes grand grande grands grandes petit petite
            petits petites vieux vieille nouveau nouvelle beau belle""",
            "pas sans ni jamais aucun aucune ne n",
            "de d des à au aux en",
            "verre tasse kilo kg g litre l ml cl bouteille gousse tranche cuillère pincée morceau",
            "s= x= aux=al",
        ),
        "es": (
            """el la los las un una unos unas dos tres cuatro cinco seis siete ocho nueve diez cada
            mi tu su nuestro nuestra buen buena gran pequeño pequeña nuevo nueva viejo vieja""",
            "no sin nunca ni ningún ninguna",
            "de a",
            "vaso taza kilo kg g litro l ml botella diente rebanada cucharada pizca trozo",
            "s= es= ces=z ones=ón anes=án ines=ín",
        ),
        "it": (
            """il lo la i gli le l un uno una due tre quattro cinque sei sette otto nove dieci ogni
            buon buona grande piccolo piccola nuovo nuova vecchio vecchia""",
            "non senza mai nessun nessuna",
            "di d a al in da",
            "bicchiere tazza chilo kg g litro l ml bottiglia spicchio fetta cucchiaio pizzico",
            "i=o i=e e=a he=a hi=o",
        ),
        "pt": (
            """o a os as um uma uns umas dois duas três quatro cinco seis sete oito nove dez cada
            meu minha seu sua bom boa grande pequeno pequena novo nova velho velha""",
            "não sem nunca nem nenhum nenhuma",
            "de d em ao à",
            "copo xícara quilo kg g litro l ml garrafa dente fatia colher pitada",
            "s= es= ões=ão ns=m is=l",
        ),
    }.items()
}
"""Of the languages besides English."""

_NOT_THE_THING = """of without no not never free like as than from against non virtual digital
    so-called before after until since instead"""
NOT_THE_THING = frozenset(_NOT_THE_THING.split())
"""Before an English name of a thing: the text is about something else than the thing."""
_MEASURES = """glass cup bottle slice piece kilo litre liter pound bowl loaf head clove gram
    jar can bunch handful pinch spoon"""
_ADJECTIVES = """big small large little old new young good fresh ripe raw whole dried frozen
    chopped hot warm cold soft hard strong sweet sour wild free-range red green
    blue yellow white black brown clean dirty wet dry"""
ADJECTIVES = frozenset(_ADJECTIVES.split())
"""Before an English name that leave its meaning; others may not, as in `random forest`."""
MEASURES = frozenset(_MEASURES.split())
"""English words before `of`: the text is about the thing of which there is so much."""
DENIALS = frozenset({"not", "no", "never", "without", "isn't", "aren't", "don't", "doesn't"})
"""In an English text that names a thing to say that it isn't there, or that something else isn't
one."""
NOT_BEFORE = frozenset({"of", "out", "off", "away", "up"})
"""After an English name: it stands for how much or what kind (`mountain of debt`), or the thing is
to go."""
_OBJECTS = "a an the it them your his her their my our these those"
OBJECTS = frozenset(_OBJECTS.split())
"""Begin the object of an English verb: behind a name they make it one (`dice the onions`)."""
_IDIOMS = """elephant in the room, white elephant, black swan, golden goose, paper tiger, lone
    wolf, cash cow, sacred cow, dark horse, early bird, bird's eye, garbage in, goose chase,
    rabbit hole, donkey work, snail mail, busy bee, guinea pig, chicken and egg, can of worms,
    big fish, fish in a barrel, horse before the cart, low-hanging fruit, cherry on top, carrot
    and stick, carrots and sticks, hot potato, bread and butter, apples and oranges, golden
    egg, nest egg, piece of cake, spill the beans, sour grapes, career ladder, brick by brick,
    knife edge, lead magnet, moral compass, golden parachute, reinvent the wheel, candle at
    both ends, burn the boats, rock the boat, same boat, break the ice, tip of the iceberg,
    shoot for the moon, over the moon, once in a blue moon, under the sun, oil and water, test
    the water, blood sweat and tears, new blood, rocket science, brain drain, feather in, plant
    a seed, tip the scales, big cheese, big tent, spin doctor, rocket scientist, castle in the
    air, castles in the air, lunge der, cœur du, poumon du, cerveau du, pulmón del, cerebro del,
    polmone del, polmone della, cervello della, pulmão do, pulmão da, cérebro da"""
IDIOMS = frozenset(" ".join(idiom.split()) for idiom in _IDIOMS.split(","))
"""Phrases in which a thing is named and another one meant."""
