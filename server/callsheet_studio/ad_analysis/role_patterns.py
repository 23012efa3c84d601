"""What advertisers say for which purpose: the words that give a sentence's role away."""

import re
from collections.abc import Mapping

from callsheet_studio.ad_analysis.findings import Role

CUES: Mapping[Role, str] = {
    "call to action": r"""
        (tap|click|swipe|hit) (\w+ )?(link|below|button|up|here)
        link in (the |my )?bio
        (shop|buy|order|call|book|join) (now|yours|one|today|yourself|online|us)
        get (yours|started|your|\d+ ?(%|percent)?)
        (sign up|subscribe|download|learn more|visit|claim|add to cart)
        try (it|for)
        use (my |the )?code
        (limited time|don't miss|while stocks? lasts?|today only)
        \d+ ?(%|percent) off
        free (trial|shipping)
    """,
    "proof": r"""
        \d{1,12}(,\d{1,3}){0,4} ?(%|percent)
        \d[\d,.]{0,20}k? (people|customers|users|reviews|families|stars?)
        (thousands?|millions?|hundreds?) of
        (five stars?|reviews?|rated|award|trusted|guarantee)
        (doctors?|dermatologists?|experts?|studies|study|clinically|proven|tested|results?)
        in (just )?\w+ (days|weeks|months)
    """,
    "problem": r"""
        (tired|sick) of
        (struggl\w+|hate|annoy\w+|frustrat\w+|problem|pain(ful)?|exhausted|wast(e|ing)|stress\w*)
        (can't|cannot|couldn't|never (works?|had|have)|nothing works|hard to|afraid|worried)
        (worst|stuck|boring|expensive|mistake|messy|slow)
        stop (buying|using|doing|wasting)
    """,
    "solution": r"""
        (introducing|meet|finally|instead|no more|this is|thanks to|the secret|comes with)
        i (then )?(found|discovered|tried|switched)
        that's (why|when|where)
        now there's
        we (made|built|created)
        it (works|makes|helps|gives|brightens|keeps|lets|turns)
        (helps?|makes it)
    """,
}
"""One pattern a line, in the order in which roles are tried: an offer is rarely anything else."""


def role_of(text: str) -> tuple[Role, tuple[str, ...]]:
    """Return the role of an English sentence, and the words or phrases that show it, each once, in
    their order and in lower case.

    `body` and no words if nothing shows a role. Where several fit, call to action comes before
    proof, problem and solution. Never `hook`, since that depends on the sentence's time.
    """
    for role, pattern in _PATTERNS.items():
        words = dict.fromkeys(match.group().lower() for match in pattern.finditer(text))
        if words:
            return role, tuple(words)
    return "body", ()


def _compile(cues: str) -> re.Pattern[str]:
    either = "|".join(line.strip() for line in cues.strip().splitlines())
    return re.compile(rf"\b(?:{either})(?!\w)", re.IGNORECASE)


_PATTERNS: Mapping[Role, re.Pattern[str]] = {role: _compile(cues) for role, cues in CUES.items()}
