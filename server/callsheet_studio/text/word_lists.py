"""Lists of small words, by what they are passed over for."""

from collections.abc import Sequence

from callsheet_studio.text.spoken_numbers import NUMBER_WORDS, SMALL_NUMBERS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
GERMAN_MONTHS = (
    *("Januar", "Jänner", "Februar", "Feber", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
)
"""Austrian names among them."""
MONTHS = frozenset(map(str.lower, MONTH_NAMES)) | SHORT_MONTHS
LEADING_ABBREVIATIONS = _words("mr mrs ms dr prof st vs no vol fig")
"""A name or a number always follows them in the same sentence."""
ABBREVIATIONS = (
    LEADING_ABBREVIATIONS
    | SHORT_MONTHS
    | _words(
        """sr jr etc e.g i.e eg ie cf al approx inc ltd co corp dept est min max u.s u.k a.m p.m
        z.b d.h bzw ca nr usw p.s"""
    )
)
"""End with a full stop that does not end a sentence."""

STOP_WORDS = _words(
    """all and any are but can did does each every for from had has have her his how into its just
    more most not only our out over own she than that the their them then they this very
    was were what when where which who why will with you your"""
)
"""Tell no thing from another, wherever they stand; those of two letters are left out."""
FUNCTION_WORDS = STOP_WORDS | _words(
    """a about above after again almost along already also although always am among an
    around as at away back be became because become been before being below between both by
    came cannot come comes could do doing done down during either else enough even
    ever few find first further gave get gets give given gives go goes going got having he
    here hers him however i if in instead is it it's itself keep keeps kept know known last
    later least less let like likely look made make makes making many may maybe me mean
    means might much must my near need needs never new next no nor now of off often on once
    one onto or other others per perhaps put quite rather really said same say says second
    see seen several shall should since so some something soon still such take taken takes
    tell that's there there's these thing things those though three through thus to today
    together too took toward two under until up upon us use used uses using usually want
    way we well went whether while whole whom whose within without would yes yet somebody
    nobody everybody anybody someone everyone anyone nothing anything everything none"""
)
"""Carry no meaning alone; a key phrase stops at them."""

ONES = frozenset(SMALL_NUMBERS[1:10])
"""Numbers that mostly count what follows them."""
UNITS = _words("percent hundred thousand million billion trillion a.m p.m am pm")
"""Belong to the number before them."""
SIZES = (NUMBER_WORDS - ONES - {"zero", "point"}) | _words(
    "half twice double doubled doubles triple tripled triples halved halves"
)
"""Say how much."""
COUNTERS = _words(
    "chapter day lesson level no page part phase scene section step task version week"
)
"""A number after these tells a place, not how much."""

NO_STEP = _words(
    """a all an another any as each every her his its my no none not one our some that the their
    these this those two your"""
)
"""No instruction begins with these."""

REQUEST_WORDS = _words(
    """a an the of in on to for and or is are was be being do does did it its this that these
    i me my we us our you your how what why when who whom which so with about explain
    explained explaining explanation explainer describe understand understanding understood
    learn teach basic basics beginner beginners kid kids child children student
    students simple simply easy easily plain english short quick quickly brief briefly intro
    introduction overview guide tutorial 101 lesson video film animation works work working
    worked happen happens exactly actually really matter matters please show tell make give
    terms words way ways mean means meaning everyone people dummies five year old like im eli5
    5 10 12"""
)
"""Say that something is to be explained, not what."""

PREPOSITIONS = _words(
    """on in at by for from with without of to under over between during through against about
    among behind beyond despite except instead like near than via within"""
)
CLAUSE_OPENERS = PREPOSITIONS | _words(
    """if when whenever while because although as since after before once until unless whether
    though where wherever whatever whoever and but or so not only then too"""
)
"""Begin something that is no main clause, or leave open what it stands against."""
DANGLING = _words(
    """a an the of in on to for from by with without at as into onto over under about between
    during through than that which who whose where when if and or but nor so because is are was
    were be been being am has have had do does did will would shall should can could may might
    must not no very too more most less least its their our your his her my this these those
    some any every each it's isn't such also only even just says said"""
)
"""What a clause never ends with."""

_VERBS = _words(
    """add allow answer appear apply arrive ask beat become begin believe belong block break bring
    build burn buy call carry cause change charge choose close come compare contain continue
    cost count cover create cross cut deal decide delete depend describe die divide do draw drink
    drive drop eat end explain fail fall fill find finish fit float flow fly follow get give
    go grow happen have hear help hold hurt include increase join jump keep know last lead learn
    leave let lie lift light live lock look lose love make matter mean measure melt mix move need
    open own pass pay play press print produce protect prove pull push put raise reach read
    receive record reduce remain remember remove repeat replace report require return rise rule run
    save say see sell send serve set share show sit sleep slow speak spend stand start stay stop
    store surprise take tell think touch track travel triple trust try turn use wait walk want warm
    wash watch weigh win work write yield"""
)
_AUXILIARY = _words(
    """is are was were am be has have had do does did can cannot could will would shall should may
    might must isn't aren't wasn't weren't don't doesn't didn't can't won't became began broke
    brought built bought came chose cost cut drew drove ate fell felt found flew got gave went grew
    heard held kept knew led left lay lost made meant met paid ran rose said saw sold sent set
    showed sat spoke spent stood took told thought understood woke won wrote"""
)
_NOUN_MARKERS = _words("a an the its their our your his her my this that these those no of")
COMMANDS = _words(
    """awk bunx cargo cd chmod chown cmake conda cp curl deno df dnf du ffmpeg gcc grep gunzip gzip
    htop journalctl jq kubectl ls lsof mkdir mv mypy mysql netstat nginx nmap npm npx nvm openssl
    pdm pipx pip pnpm psql pytest rg rm rmdir rsync ruff rustc scp sed ssh sudo systemctl tmux uv
    uvicorn uvx wget xargs"""
)
"""Names of commands that are no words, and are written small at the beginning of a sentence."""


def is_verb(word: str, before: str = "") -> bool:
    """Return whether an English word is taken for a verb after the word `before` (empty: at the
    beginning): an auxiliary or a past form of the list always, another verb unless an article or
    the like stands before it, one in -ed only after another word."""
    word = word.lower()
    if word in _AUXILIARY:
        return True
    if before.lower() in _NOUN_MARKERS:
        return False
    if word.endswith("ed") and len(word) > 4:
        return bool(before)
    stems = {word, word.removesuffix("s"), word.removesuffix("es")}
    stems |= {f"{word.removesuffix('ies')}y"} if word.endswith("ies") else set[str]()
    return bool(stems & _VERBS)


def has_verb(words: Sequence[str]) -> bool:
    """Return whether one of the words of an English text is taken for a verb (see `is_verb`)."""
    return any(map(is_verb, words, ["", *words]))
