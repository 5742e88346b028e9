"""What was done is counted in its part, week and quarter, once; and what could not be seen is never a zero."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.cultivation.balance import Done, Source, balance, quarters_to, weeks_to, without_twice
from kreds.model.agenda import Part
from kreds.model.balance import DEEDS, NOTED, OF_AGENDA, PART_OF_DEED, Balance, Covering, Deed, FindingKind

TODAY = date(2026, 11, 29)
ALL = tuple(Source(deed.value, (deed,), TODAY) for deed in Deed if deed not in NOTED)
WEEK = timedelta(days=7)

deeds = st.builds(
    Done,
    deed=st.sampled_from(Deed),
    day=st.dates(TODAY - timedelta(days=900), TODAY),
    person=st.integers(0, 3),
    count=st.integers(1, 4),
)


def counts(found: Balance, part: Part) -> list[int | None]:
    """The part by week."""
    return [one.counts.get(part) for one in found.weeks]


def spread(deed: Deed, days: Sequence[int]) -> list[Done]:
    """One deed so many days before today, each."""
    return [Done(deed, TODAY - timedelta(days=back)) for back in days]


def test_every_deed_belongs_to_one_part() -> None:
    """No deed is counted twice or nowhere, and each part has its lines of the agenda."""
    assert sorted(deed for those in DEEDS.values() for deed in those) == sorted(Deed)
    assert all(PART_OF_DEED[deed] is part for part, deed in OF_AGENDA.items())


@given(st.lists(deeds, max_size=30), st.sampled_from([Deed.RECOMMENDATION, Deed.ENDORSEMENT, Deed.ANSWER, Deed.HELPED]))
def test_one_more_hand_lent_never_lowers_help(done: list[Done], deed: Deed) -> None:
    """Adding what was done for somebody raises Help by one where it happened, or it was on the agenda already."""
    day = TODAY - timedelta(days=3)
    before = balance(done, ALL, today=TODAY)
    after = balance([*done, Done(deed, day, 9)], ALL, today=TODAY)
    for earlier, later in zip((*before.weeks, *before.quarters), (*after.weeks, *after.quarters), strict=True):
        rise = later.counts.get(Part.HELP, 0) - earlier.counts.get(Part.HELP, 0)
        assert rise == int(later.first <= day <= later.last)
        others = set(Part) - {Part.HELP}
        assert all(later.counts.get(part) == earlier.counts.get(part) for part in others)


@given(st.lists(deeds, max_size=30))
def test_a_week_later_everything_stands_a_week_later(done: list[Done]) -> None:
    """Moving all that was done, the files and today by a week moves the weeks and changes no count and no finding."""
    moved = [replace(one, day=one.day + WEEK) for one in done]
    later = [replace(one, until=one.until + WEEK) for one in ALL]
    first, second = balance(done, ALL, today=TODAY), balance(moved, later, today=TODAY + WEEK)
    assert [one.first + WEEK for one in first.weeks] == [one.first for one in second.weeks]
    assert all(counts(first, part) == counts(second, part) for part in Part)
    assert first.findings == second.findings


@given(st.lists(deeds, max_size=30).flatmap(lambda done: st.tuples(st.just(done), st.permutations(done))))
def test_the_order_says_nothing(both: tuple[list[Done], list[Done]]) -> None:
    """Deeds may come in any order."""
    assert balance(both[0], ALL, today=TODAY) == balance(both[1], ALL, today=TODAY)


@given(st.lists(deeds, max_size=30))
def test_numbers_are_the_sum_of_what_they_count(done: list[Done]) -> None:
    """Every count can be asked why: it is the sum of its deeds, and deeds of its part alone."""
    found = balance(done, ALL, today=TODAY)
    for one in (*found.quarters, *found.weeks):
        for part, count in one.counts.items():
            assert count == sum(number for deed, number in one.deeds.items() if PART_OF_DEED[deed] is part)


def test_what_no_file_shows_is_not_zero() -> None:
    """A part no source covers has no count; noted by hand it has one, but still no file (H1)."""
    bare = balance([], [], today=TODAY)
    assert set(bare.seen.values()) == {Covering.NOT_COVERED}
    assert all(one.counts == {} for one in (*bare.quarters, *bare.weeks))
    assert [one.kind for one in bare.findings] == [FindingKind.NOTHING_SEEN]
    noted = balance([Done(Deed.HELPED, TODAY, 7)], [], today=TODAY)
    assert noted.seen[Part.HELP] is Covering.NOTED
    assert noted.seen[Part.LISTEN] is Covering.NOT_COVERED
    assert noted.weeks[-1].counts == {Part.HELP: 1}
    assert [one.kind for one in noted.findings] == [FindingKind.ONLY_NOTED]
    seen = balance([], [Source("messages", (Deed.ANSWER,), TODAY)], today=TODAY)
    assert seen.seen[Part.HELP] is Covering.COVERED
    assert seen.weeks[-1].counts == {Part.HELP: 0}
    assert [one.kind for one in seen.findings] == [FindingKind.NOTHING_DONE]


def test_without_messages_nobody_knows_how_much_help_there_was() -> None:
    """Most help is an answer in a message: without any the balance says that it does not know, not that none was."""
    others = [one for one in ALL if Deed.ANSWER not in one.deeds]
    lively = [Done(Deed.COMMENT, TODAY)]
    (first,) = [one for one in balance(lively, others, today=TODAY).findings if one.part is Part.HELP]
    assert first.kind is FindingKind.NOT_KNOWN
    (first,) = [one for one in balance(lively, ALL, today=TODAY).findings if one.part is Part.HELP]
    assert first.kind is FindingKind.MISSING


def test_a_week_that_the_files_cut_off_is_not_whole() -> None:
    """Files that end on a Wednesday show that week in part, and nothing is shown beyond them but what is noted."""
    ended = date(2026, 10, 7)
    files = [Source("comments", (Deed.COMMENT,), ended)]
    found = balance([Done(Deed.COMMENT, ended)], files, today=TODAY)
    assert (found.weeks[-1].first, found.weeks[-1].whole) == (date(2026, 10, 5), frozenset())
    assert found.weeks[-2].whole == {Part.LISTEN}
    later = balance([Done(Deed.COMMENT, ended), Done(Deed.HELPED, TODAY)], files, today=TODAY)
    assert later.weeks[-1].first == date(2026, 11, 23)
    assert not later.weeks[-1].whole


def test_what_is_planned_has_not_been_done() -> None:
    """An event after the last day of its file, and what is said to be done tomorrow, count for nothing."""
    files = [Source("events", (Deed.EVENT,), TODAY - WEEK)]
    done = [Done(Deed.EVENT, TODAY), Done(Deed.HELPED, TODAY + timedelta(days=1))]
    found = balance(done, files, today=TODAY)
    assert not any(sum(one.counts.values()) for one in (*found.weeks, *found.quarters))


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (Done(Deed.RECOMMENDATION, TODAY, 7), 0),
        (Done(Deed.RECOMMENDATION, TODAY - timedelta(days=1), 7), 0),
        (Done(Deed.RECOMMENDATION, TODAY - timedelta(days=2), 7), 1),
        (Done(Deed.RECOMMENDATION, TODAY, 8), 1),
        (Done(Deed.SHARE, TODAY), 1),
    ],
)
def test_a_line_that_a_file_shows_too_is_counted_once(other: Done, left: int) -> None:
    """A line of the agenda is the deed that a file shows of it: of the same part and person, a day apart at most."""
    line = Done(Deed.AGENDA_HELP, TODAY, 7)
    assert sum(one.deed is Deed.AGENDA_HELP for one in without_twice([line, other])) == left


def test_one_deed_stands_for_one_line() -> None:
    """Two lines and one comment, whoever it was under, are two things done."""
    lines = [Done(Deed.AGENDA_LISTEN, TODAY, person) for person in (7, 8)]
    assert len(without_twice([*lines, Done(Deed.COMMENT, TODAY)])) == 2


def test_what_stands_out_is_held_against_its_own_past() -> None:
    """Far more, far less and nothing at all are told, a hair is not; a part is never held against another."""
    usual = list(range(95, 455, 9))
    steady = spread(Deed.COMMENT, [*usual, *range(1, 91, 9)])
    assert [one.kind for one in balance(steady, ALL[:2], today=TODAY).findings] == [FindingKind.STEADY]
    more = balance(spread(Deed.COMMENT, [*usual, *range(1, 91, 2)]), ALL[:2], today=TODAY).findings[0]
    assert (more.kind, more.part, more.now, more.usual) == (FindingKind.MORE, Part.LISTEN, 45, 10.0)
    less = balance(spread(Deed.COMMENT, [*usual, 5]), ALL[:2], today=TODAY).findings[0]
    assert (less.kind, less.part) == (FindingKind.LESS, Part.LISTEN)
    posts = Source("shares", (Deed.SHARE,), TODAY)
    gone = balance(steady, [*ALL[:2], posts], today=TODAY).findings
    assert [(one.kind, one.part) for one in gone] == [(FindingKind.MISSING, Part.INSPIRE)]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_weeks_and_quarters_follow_each_other(day: date) -> None:
    """Neither leaves a day out, the last holds today, and a week begins on a Monday."""
    for stretches in (quarters_to(day), weeks_to(day)):
        assert stretches[-1][0] <= day <= stretches[-1][1]
        assert all(one[1] + timedelta(days=1) == two[0] for one, two in pairwise(stretches))
    assert all(first.weekday() == 0 for first, _ in weeks_to(day))
