"""Since when connected, since when no longer: rules of `kreds.resolve.connection_states`."""

import random
from collections.abc import Iterable, Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from kreds.resolve import ArchiveDay, ConnectionState, Sighting, connection_states

JUNE, OCTOBER = ArchiveDay(1, "2026-06-01", 0), ArchiveDay(2, "2026-10-01", 0)


def seen(archive: int, person: int = 7, *, company: str = "Nordlys", day: str = "2019-01-02") -> Sighting:
    """Anna in an archive's list."""
    return Sighting(archive, person, day, "Anna Holm", "anna-holm", company, "Chef", "")


def states(
    sightings: Iterable[Sighting],
    archives: Sequence[ArchiveDay],
    *,
    hidden: Mapping[int, Sequence[str]] | None = None,
    unread: Mapping[int, Sequence[str]] | None = None,
) -> dict[int, ConnectionState]:
    """The states, without holes unless given."""
    return connection_states(sightings, archives, hidden=hidden or {}, unread=unread or {})


def test_newest_list_wins() -> None:
    """Company and title are those of the newest list, the connection day the earliest that any list states."""
    rows = [seen(2, company="Vindstille", day="2019-02-02"), seen(1)]
    state = states(rows, [JUNE, OCTOBER])[7]
    assert (state.company, state.connected_on, state.no_longer_since) == ("Vindstille", "2019-01-02", "")


def test_missing_in_a_later_list_is_gone() -> None:
    """Whoever a later list does not hold is no longer connected since that list."""
    assert states([seen(1)], [OCTOBER, JUNE])[7].no_longer_since == "2026-10-01"


def test_back_again_is_connected() -> None:
    """Somebody the newest list holds is connected, whatever the lists between say."""
    third = ArchiveDay(3, "2026-11-01", 0)
    assert states([seen(1), seen(3)], [JUNE, OCTOBER, third])[7].no_longer_since == ""


def test_hidden_profile_is_not_gone() -> None:
    """A new row with nothing but the person's day may be them: they are not said to be gone."""
    assert states([seen(1)], [JUNE, OCTOBER], hidden={2: ["2019-01-02"]})[7].no_longer_since == ""


def test_hidden_before_is_somebody_else() -> None:
    """A row without a name that stood there beside the person already is not them."""
    hidden = {1: ["2019-01-02"], 2: ["2019-01-02"]}
    assert states([seen(1)], [JUNE, OCTOBER], hidden=hidden)[7].no_longer_since == "2026-10-01"


def test_unreadable_row_is_not_gone() -> None:
    """A row that could not be read and bears the name may be the person."""
    unread = {2: ["Anna,Holm,https://www.linkedin.com/in/anna-holm,x,y"]}
    assert states([seen(1)], [JUNE, OCTOBER], unread=unread)[7].no_longer_since == ""


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), st.sampled_from("AB")), max_size=10), st.randoms())
def test_order_does_not_matter(rows: list[tuple[int, int, str]], shuffle: random.Random) -> None:
    """Lists read in any order give the same states."""
    archives = [JUNE, OCTOBER, ArchiveDay(3, "2026-10-01", 5)]
    sightings = [seen(archive, person, company=company) for archive, person, company in rows]
    first = states(sightings, archives)
    shuffle.shuffle(sightings)
    shuffle.shuffle(archives)
    assert states(sightings, archives) == first
