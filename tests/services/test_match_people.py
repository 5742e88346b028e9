"""Who is who: what was found, what the person says of it, and that their word stands."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreds.errors import UsageError
from kreds.model.level import Level
from kreds.model.match import Match, MatchState
from kreds.services.decide import take_back
from kreds.services.incognito import mask_match
from kreds.services.judge_relations import overrule_level, rebuild
from kreds.services.match_people import list_matches, match_counts, matches_of, next_match, say_match
from kreds.services.reader import Reader
from kreds.store.database import Store
from tests.services.importing import relations_of
from tests.services.matching import CONTACTS, contact, derived, fill, list_contacts


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Five relations among others, beside five contacts."""
    made = fill(tmp_path)
    list_contacts(made)
    return made


def names(matches: tuple[Match, ...]) -> set[tuple[str, str]]:
    """Who is beside whom."""
    return {(match.one.name, match.other.name) for match in matches}


def _never(*_: object) -> list[object]:
    raise AssertionError


def test_sure_pairs_are_joined_and_others_asked_about(store: Store) -> None:
    """A nickname and another spelling are seen through; of two who fit alike the person is asked; nobody else comes."""
    assert names(list_matches(store, MatchState.SURE)) == {
        ("Christian Rask", "Chris Rask"),
        ("Dorthe Kjær", "Dorthe Kjaer"),
    }
    asked = next_match(store)
    assert asked.match
    assert (asked.match.one.name, asked.match.other.name, asked.counts.waiting) == ("Bo Lind", "Bo Lind", 2)
    assert asked.counts.minutes == 1
    assert any("last name" in str(reason.phrase) for reason in asked.match.reasons)


def test_a_yes_settles_the_other_too(store: Store) -> None:
    """Who is one relation is no other; the answer is told, and undone to the last digit."""
    before = derived(store)
    match = list_matches(store)[0]
    say_match(store, match.id, same=True, at=5)
    counts = match_counts(store)
    assert (counts.waiting, counts.same) == (0, 1)
    assert [one.state for one in matches_of(store, match.relation)] == [MatchState.SAME]
    take_back(store, at=6)
    assert derived(store) == before


def test_a_no_leaves_the_other(store: Store) -> None:
    """Not the one: then rather the other; the pair is not asked about again, nor after another import."""
    first, second = list_matches(store)
    say_match(store, first.id, same=False, at=5)
    assert [one.id for one in list_matches(store)] + [one.id for one in list_matches(store, MatchState.SURE)] != []
    list_contacts(store, [*CONTACTS, contact(9, "Frida Nord", "Havnen")], name="again.csv")
    assert first.id not in {
        one.id for state in (MatchState.OPEN, MatchState.SURE) for one in list_matches(store, state)
    }
    now = {one.id: one for state in MatchState for one in list_matches(store, state)}
    assert now[second.id].probability > second.probability
    assert now[first.id].state is MatchState.NOT_SAME


def test_a_sure_pair_can_be_split(store: Store) -> None:
    """What Kreds was sure of is taken apart by a no, and stays apart over rebuilds."""
    match = next(one for one in list_matches(store, MatchState.SURE) if one.one.name == "Dorthe Kjær")
    assert [one.id for one in matches_of(store, match.relation)] == [match.id]
    say_match(store, match.id, same=False, at=5)
    assert matches_of(store, match.relation) == ()
    rebuild(store)
    assert matches_of(store, match.relation) == ()
    say_match(store, match.id, same=None, at=6)
    assert [one.state for one in matches_of(store, match.relation)] == [MatchState.SURE]


def test_a_no_stands_though_the_address_is_the_same(store: Store) -> None:
    """Also two with one e-mail address are two, when the person says so."""
    anna = next(one for one in relations_of(store) if one.name == "Anna Holm")
    (exact,) = matches_of(store, anna.id)
    assert exact.state is MatchState.EXACT
    say_match(store, exact.id, same=False, at=5)
    assert matches_of(store, anna.id) == ()
    list_contacts(store, name="again.csv")
    assert matches_of(store, anna.id) == ()
    assert names(list_matches(store, MatchState.NOT_SAME)) == {("Anna Holm", "Anna Holm")}
    say_match(store, exact.id, same=None, at=6)
    assert [one.state for one in matches_of(store, anna.id)] == [MatchState.EXACT]


def test_the_newest_yes_counts(store: Store) -> None:
    """Somebody said to be another relation is not the first any more, and one undo brings both words back."""
    first, second = list_matches(store)
    say_match(store, first.id, same=True, at=5)
    say_match(store, second.id, same=True, at=6)
    assert matches_of(store, first.relation) == ()
    assert [one.id for one in matches_of(store, second.relation)] == [second.id]
    take_back(store, at=7)
    assert [one.id for one in matches_of(store, first.relation)] == [first.id]


def test_relations_keep_their_ids(tmp_path: Path) -> None:
    """Whoever is joined to a relation, its id is what it was."""
    store = fill(tmp_path)
    before = [one.id for one in relations_of(store)]
    list_contacts(store)
    assert [one.id for one in relations_of(store)] == before


def test_nobody_is_compared_again_for_a_decision(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A level, a word on a pair, a rebuild: the same people are compared once."""
    monkeypatch.setattr("kreds.resolve.linkage.link", _never)
    overrule_level(store, "dorthe-kjaer", Level.STRONG, at=5)
    say_match(store, list_matches(store)[0].id, same=True, at=6)
    rebuild(store)
    with pytest.raises(AssertionError):
        list_contacts(store, [contact(9, "Frida Nord", "Havnen")], name="more.csv")


def test_without_anybody_outside_nothing_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import of LinkedIn's files alone compares nobody, and nobody waits."""
    monkeypatch.setattr("kreds.resolve.linkage.link", _never)
    store = fill(tmp_path)
    assert match_counts(store).waiting == 0
    assert next_match(store).match is None


def test_a_pair_that_is_none(store: Store) -> None:
    """An id of nobody is refused with what to do."""
    for wrong in ("", "x", "0000000000000-0000000000000", f"{list_matches(store)[0].relation}-0000000000000"):
        with pytest.raises(UsageError):
            say_match(store, wrong, same=True, at=1)


def test_incognito_hides_both(store: Store) -> None:
    """Under pseudonyms no name, company, place or address of either side is told."""
    for plain in (*list_matches(store), *list_matches(store, MatchState.SURE)):
        masked = mask_match(plain)
        real = {plain.one.name, plain.other.name, plain.one.company, plain.other.company} - {""}
        assert not real & {masked.one.name, masked.other.name, masked.one.company, masked.other.company}
        assert not masked.one.url + masked.other.url + masked.one.email + masked.other.email
    reader = Reader(store, incognito=True)
    asked = reader.next_match().match
    assert asked
    assert asked.one.name != "Bo Lind"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([True, False, None])), max_size=6))
def test_any_sequence_of_words_is_kept_and_undone(
    words: list[tuple[int, bool | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is said, no no is contradicted, nobody is two relations, and undo leads all the way back."""
    store = fill(tmp_path_factory.mktemp("words"), also=60)
    list_contacts(store)
    before = derived(store)
    pairs = sorted({one.id for state in (MatchState.OPEN, MatchState.SURE) for one in list_matches(store, state)})
    for at, (place, same) in enumerate(words):
        say_match(store, pairs[place % len(pairs)], same=same, at=10 + at)
    joined = [one for relation in relations_of(store) for one in matches_of(store, relation.id)]
    assert not {one.id for one in joined} & {one.id for one in list_matches(store, MatchState.NOT_SAME)}
    assert len({one.id.partition("-")[2] for one in joined}) == len(joined)
    assert {one.id for one in list_matches(store, MatchState.SAME)} <= {one.id for one in joined}
    while take_back(store, at=99):
        pass
    assert derived(store) == before
