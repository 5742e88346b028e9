"""The sentences on trust and changes: honest where a simple rule is as good or better, right for one and for none."""

from dataclasses import replace
from datetime import date

import pytest

from kreds.i18n import Translator
from kreds.model.change import ChangeKind, Changes
from kreds.model.level import LEVELS, Level
from kreds.services.trust import RULES, Trust
from kreds.ties.backtest import Called, Ranking
from kreds.web.change_words import beside
from kreds.web.change_words import headline as changed
from kreds.web.trust_words import apart, beside_the_rules, headline, touched

T = Translator("en")
TRUST = Trust(
    date(2025, 1, 1),
    date(2026, 1, 1),
    levels=dict.fromkeys(LEVELS, Called(50, 43)),
    rankings=dict.fromkeys(("alive", "strength", *RULES), Ranking(0.79, 0.5)),
    calibration_error=0.034,
)


@pytest.mark.parametrize(
    ("auc", "words"),
    [
        (0.81, "The best simple rule, “whoever wrote last”, does it 79 times."),
        (0.79, "A simple rule, “whoever wrote last”, does as well."),
        (0.70, "In your network a simple rule, “whoever wrote last”, does better: 79 times."),
    ],
)
def test_a_simple_rule_that_does_better_is_said_to(auc: float, words: str) -> None:
    """Kreds does not praise itself where the last contact ranks as well."""
    found = replace(TRUST, rankings={**TRUST.rankings, "alive": Ranking(auc, 0.5)})
    assert beside_the_rules(found, T) == words


@pytest.mark.parametrize(
    ("called", "words"),
    [
        (Called(50, 43), "Of the 50 that Kreds would have called strong a year ago, you have been in touch with 43"),
        (Called(1, 1), "A year ago, Kreds would have called 1 strong, and you have been in touch with 1 since."),
        (Called(0, 0), "A year ago, Kreds would have called nobody strong."),
    ],
)
def test_many_one_and_nobody_strong(called: Called, words: str) -> None:
    """The plain sentence holds for any number."""
    found = replace(TRUST, levels={**TRUST.levels, Level.STRONG: called})
    assert headline(found, T).startswith(words)
    assert touched(Level.STRONG, found, T) == ("nobody" if not called.called else T.text(
        "%(touched)s of %(called)s (%(share)s)",
        touched=called.touched, called=called.called, share=T.percent(called.touched / called.called),
    ))  # fmt: skip


def test_a_refusal_has_no_figures() -> None:
    """Where nothing can be said, nothing is."""
    none = Trust(None, None, refusal="EMPTY")
    assert headline(none, T) == "That cannot be said yet."
    assert (beside_the_rules(none, T), apart(none, T)) == ("", "")


def test_how_far_apart() -> None:
    """The error is told in points, never as none."""
    assert "3 points" in apart(TRUST, T)
    assert "1 point " in apart(replace(TRUST, calibration_error=0.0), T)


def test_changes_in_one_sentence() -> None:
    """Kinds without anybody are left out; nobody at all is said as such; who came and went beside it."""
    none = Changes(date(2025, 1, 1), date(2026, 1, 1))
    assert changed(none, T) == "Nothing has changed since 1 January 2025."
    some = replace(none, counts={ChangeKind.SILENT: 1, ChangeKind.STRONGER: 0, ChangeKind.FADING: 2}, new=1, gone=3)
    assert changed(some, T) == "Since 1 January 2025: 1 strong relation has fallen silent, 2 are fading."
    assert beside(some, T) == ["1 relation is new.", "3 are no longer connected to you."]
