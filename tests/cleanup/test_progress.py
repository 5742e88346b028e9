"""How far a portion is, whatever was said in it."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kreds.cleanup.progress import progress
from kreds.model.review import Fate, Said

PEOPLE = ("a", "b", "c", "d", "e")
ANSWERS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(Fate)), max_size=25)


def said(*answers: tuple[str, Fate], pace: int = 5) -> list[Said]:
    """Answers one after another, so many seconds apart."""
    return [
        Said(number, 1_000 + pace * number, person, "1", fate, {}) for number, (person, fate) in enumerate(answers, 1)
    ]


def test_who_was_skipped_comes_again_once_and_the_unsure_last() -> None:
    """After all others come those skipped, after them those in doubt; a second skip or doubt is an answer."""
    first = [("a", Fate.UNSURE), ("b", Fate.SKIP), ("c", Fate.KEEP)]
    assert progress(PEOPLE, said(*first)).left == ("d", "e", "b", "a")
    assert progress(PEOPLE, said(*first)).again == 2
    more = [*first, ("d", Fate.LET_GO), ("e", Fate.KEEP), ("b", Fate.SKIP)]
    assert progress(PEOPLE, said(*more)).left == ("a",)
    over = progress(PEOPLE, said(*more, ("a", Fate.UNSURE)))
    assert (over.left, over.done, over.total) == ((), 5, 5)


@given(ANSWERS)
def test_undo_goes_back_by_one_step(answers: Sequence[tuple[str, Fate]]) -> None:
    """Without its last answer a portion is as it was before: what is undone comes up again at its old place."""
    states = [progress(PEOPLE, said(*answers[:count])) for count in range(len(answers) + 1)]
    for before, after in pairwise(states):
        assert set(after.left) <= set(before.left) | {one for one, _ in answers}
        assert before.total == after.total == len(PEOPLE)


@given(ANSWERS)
def test_everybody_is_either_left_or_done(answers: Sequence[tuple[str, Fate]]) -> None:
    """The counts, those left and the total agree, and nobody is left twice."""
    found = progress(PEOPLE, said(*answers))
    assert len(set(found.left)) == len(found.left)
    assert found.done + len(found.left) == found.total
    assert sum(found.counts.values()) == len({person for person, _ in answers})
    final = dict(answers)
    decided = {person for person, fate in final.items() if fate not in (Fate.SKIP, Fate.UNSURE)}
    assert decided.isdisjoint(found.left)


def test_who_was_answered_for_besides_counts_too() -> None:
    """A trial that came due on the way is part of what was gone through."""
    assert progress(PEOPLE, said(("x", Fate.KEEP))).total == 6


def test_the_pace_is_told_when_there_is_one() -> None:
    """After a few answers, the middle time between them; a pause is none; never less than a second."""
    answers = [(person, Fate.KEEP) for person in PEOPLE]
    assert progress(PEOPLE, said(*answers[:4])).seconds is None
    assert progress(PEOPLE, said(*answers)).seconds == 5
    assert progress(PEOPLE, said(*answers, pace=0)).seconds == 1
    assert progress(PEOPLE, said(*answers, pace=4_000)).seconds is None
