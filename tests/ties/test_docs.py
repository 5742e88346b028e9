"""The page that explains the judgement says what the code does."""

import re
from pathlib import Path

import pytest

from kreds.ties import alive, coverage, levels, strength
from kreds.ties.features import HALF_LIFE_DAYS, MEETING_OTHERS

PAGE = (Path(__file__).parents[2] / "docs" / "judgement.md").read_text(encoding="utf-8")
TABLE = dict(re.findall(r"^\| `(\w+)` \|.*\| ([\d.]+) \|$", PAGE, flags=re.MULTILINE))
WEIGHTS = {
    "talk": strength.TALK,
    "history": strength.HISTORY,
    "replies": strength.REPLIES,
    "one_sided": strength.RECIPROCITY,
    "tenure": strength.TENURE,
    "recency": strength.RECENCY,
    "never": strength.NEVER,
    **strength.GIFTS,
    "kinds": strength.KINDS,
    "colleague": strength.COLLEAGUE,
    "meetings": strength.MEETINGS,
    **strength.REACTIONS,
    **strength.YES,
}


def test_every_contribution_is_explained_with_its_weight() -> None:
    """The table of contributions is complete and has the weights of the code."""
    assert {name: float(weight) for name, weight in TABLE.items()} == WEIGHTS
    assert tuple(WEIGHTS) == tuple(TABLE)
    assert set(WEIGHTS) == set(strength.CONTRIBUTIONS)


@pytest.mark.parametrize(
    "sentence",
    [
        f"more than {MEETING_OTHERS} others",
        f"half after **{HALF_LIFE_DAYS:.0f} days**",
        f"{levels.STRONG_CUT} is the border between average and strong",
        f"{strength.WRITTEN} for having written at all, {strength.ANSWERED} more when both have",
        f"history loses {strength.UNANSWERED} of its own",
        f"days since the last contact / {strength.TIME_SCALE_DAYS:.0f})",
        f"(score − {(levels.WORTHLESS_CUT + levels.STRONG_CUT) / 2}) / {levels.STRENGTH_SCALE})",
        f"less than {levels.RECENT_DAYS} days",
        f"closer than {levels.FLAT}.",
        f"spread = {strength.WIDEST:.0f} / (1 + ",
        f"{strength.MET} for having met at all",
        f"told as {alive.NO_IDEA}",
        f"when you say so; −{-strength.NO['met']} when you say no",
        f"the same; −{-strength.NO['business']} |",
        f"the same; −{-strength.NO['knows']}. A yes",
        f"the same; −{-strength.NO['helps']} |",
        f"(guide G3.6); −{-strength.NO['related']} |",
        f"react to your posts; −{-strength.NO['reacts']} |",
        f"the whole lists of {coverage.LEAST_LISTS} of your posts",
    ],
)
def test_the_numbers_of_the_page_are_those_of_the_code(sentence: str) -> None:
    """A constant that changes changes the page too."""
    assert sentence in PAGE


def test_the_priors_of_the_page_are_those_of_the_code() -> None:
    """The four parameters of the chance of contact."""
    priors = alive.DEFAULT_PRIORS
    told = f"r = {priors.r}, α = {priors.alpha:.0f} days, a = {priors.a}, b = {priors.b:.0f}"

    assert told in PAGE
