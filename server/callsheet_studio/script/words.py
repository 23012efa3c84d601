"""Lists of small words, by what they are passed over for."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS = _words(
    """mr mrs ms dr prof sr jr st vs etc e.g i.e eg ie cf al approx no vol fig inc ltd co corp dept
    est min max u.s u.k a.m p.m jan feb mar apr jun jul aug sept sep oct nov dec z.b d.h bzw ca nr
    usw"""
)
"""End with a full stop that does not end a sentence."""

FUNCTION_WORDS = _words(
    """a about above after again all almost along already also although always am among an and
    any are around as at away back be became because become been before being below between
    both but by came can cannot come comes could did do does doing done down during each
    either else enough even ever every few find first for from further gave get gets give
    given gives go goes going got had has have having he her here hers him his how however i
    if in instead into is it it's its itself just keep keeps kept know known last later least
    less let like likely look made make makes making many may maybe me mean means might more
    most much must my near need needs never new next no nor not now of off often on
    once one only onto or other others our out over own per perhaps put quite rather really
    said same say says second see seen several shall she should since so some something soon
    still such take taken takes tell than that that's the their them then there there's these
    they thing things this those though three through thus to today together too took toward
    two under until up upon us use used uses using usually very want was way we well went were
    what when where whether which while who whole whom whose why will with within without
    would yes yet you your"""
)
"""Carry no meaning alone; a key phrase stops at them."""

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
"""Say that something shall be explained, not what."""
