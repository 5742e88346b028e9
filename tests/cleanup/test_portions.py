"""Whom a portion holds, and in which order."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kreds.cleanup.portions import Candidate, choose
from kreds.model.level import Level
from kreds.model.review import Choice

DAYS = st.sampled_from(["", "2011-02-03", "2019-05-05", "2025-12-31"])
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        person=st.integers(1, 60),
        level=st.sampled_from(Level),
        worthless=st.floats(0.0, 1.0),
        last_contact=DAYS,
        connected_on=DAYS,
        tells=st.floats(0.0, 5.0),
    ),
    unique_by=lambda one: one.person,
    max_size=40,
)
CHOICES = st.sampled_from(Choice)


@given(CANDIDATES, CHOICES, st.integers(1, 50), st.integers(0, 9))
def test_no_strong_relation_and_never_too_many(some: list[Candidate], choice: Choice, size: int, seed: int) -> None:
    """A portion holds as many as it should, each once, and none of the strong, however it is chosen."""
    chosen = choose(some, choice, size=size, seed=seed)
    strong = {one.person for one in some if one.level is Level.STRONG}
    assert len(chosen) == len(set(chosen)) == min(size, len(some) - len(strong))
    assert strong.isdisjoint(chosen)


@given(CANDIDATES, CHOICES, st.integers(1, 50), st.randoms())
def test_the_same_candidates_give_the_same_portion(
    some: list[Candidate], choice: Choice, size: int, shuffling: Random
) -> None:
    """The order in which candidates come makes no difference."""
    shuffled = list(some)
    shuffling.shuffle(shuffled)
    assert choose(shuffled, choice, size=size, seed=7) == choose(some, choice, size=size, seed=7)


@given(CANDIDATES, st.integers(0, 99), st.data())
def test_a_random_sample_stays_when_others_go(some: list[Candidate], seed: int, data: st.DataObject) -> None:
    """Whoever was drawn is drawn again when somebody else has left the network in between."""
    drawn = choose(some, Choice.RANDOM, size=10, seed=seed)
    gone = data.draw(st.sets(st.sampled_from([one.person for one in some]))) if some else set()
    again = choose([one for one in some if one.person not in gone], Choice.RANDOM, size=10, seed=seed)
    assert set(drawn) - gone <= set(again)


@given(CANDIDATES, CHOICES, st.integers(1, 9), st.lists(st.integers(1, 60), unique=True, max_size=4))
def test_trials_that_are_due_come_first(some: list[Candidate], choice: Choice, size: int, due: list[int]) -> None:
    """Who is due stands before all others, once, and takes nobody's place."""
    chosen = choose(some, choice, size=size, seed=1, first=due)
    assert chosen[: len(due)] == tuple(due)
    assert len(chosen) == len(set(chosen))
    rest = [one for one in some if one.level is not Level.STRONG and one.person not in due]
    assert len(chosen) - len(due) == min(size, len(rest))


@given(CANDIDATES)
def test_the_orders_are_those_of_their_names(some: list[Candidate]) -> None:
    """The likeliest first, the longest unseen first, those whose answer tells most first."""
    by = {one.person: one for one in some}
    likely = [by[person].worthless for person in choose(some, Choice.LIKELY, size=50, seed=1)]
    assert likely == sorted(likely, reverse=True)
    unseen = [by[one].last_contact or by[one].connected_on for one in choose(some, Choice.UNSEEN, size=50, seed=1)]
    assert unseen == sorted(unseen)
    tells = [by[person].tells for person in choose(some, Choice.TELLING, size=50, seed=1)]
    assert tells == sorted(tells, reverse=True)
