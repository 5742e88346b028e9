"""What would be lost with one, and with a whole list."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kreds.cleanup.losses import Around, LossKind, Lost, losses, lost_with
from kreds.model.level import Level
from kreds.model.relation import Relation
from kreds.ties.bridging import house_key
from tests.cleanup.people import SEGMENTS, TODAY, relations, someone

OLD = date(2020, 5, 5)
AROUND = Around(
    segments={"current_customer": 5, "partner": 1, "headhunter": 30, "own:Kor": 2},
    places={"Aarhus": 1, "Odense": 3},
    missing={"current_customer": 3},
    wants_job=True,
)


def kinds(one: Relation, around: Around = AROUND, *, contact_days: int = 0) -> list[LossKind]:
    """The kinds of what would be lost."""
    return [loss.kind for loss in losses(one, contact_days=contact_days, around=around, as_of=TODAY)]


def test_each_kind_of_loss_is_told() -> None:
    """A dormant tie, a gap, an organization, a small group, a place and a loose acquaintance, the dearest first."""
    one = someone(
        company="Nordlys",
        bridge=1.0,
        segments=("current_customer", "own:Kor"),
        place="Aarhus",
        last_contact=OLD,
    )
    assert kinds(one, contact_days=20) == list(LossKind)
    assert kinds(someone()) == []


def test_what_is_not_lost_is_not_told() -> None:
    """Recent contact is not dormant, two at a place leave one, a large group stays, a strong tie is no weak one."""
    assert kinds(someone(last_contact=date(2026, 5, 5)), replace(AROUND, wants_job=False), contact_days=40) == []
    assert kinds(someone(bridge=0.5, place="Odense", segments=("headhunter",))) == []
    assert kinds(someone(level=Level.STRONG, last_contact=OLD)) == []


@given(st.lists(relations(), max_size=9, unique_by=lambda one: one.id))
def test_more_who_go_never_lose_less(going: list[Relation]) -> None:
    """Everything that is lost with a list is lost with every longer one."""
    lists = [_lost(going[:count]) for count in range(len(going) + 1)]
    for less, more in pairwise(lists):
        assert less.relations + 1 == more.relations
        assert set(less.organizations) <= set(more.organizations)
        assert set(less.places) <= set(more.places)
        assert less.dormant <= more.dormant
        after = {key: left for key, _, left in more.segments}
        assert all(after[key] <= left for key, _, left in less.segments)
        missing = {key: lacking for key, _, lacking in more.missing}
        assert all(missing[key] >= lacking for key, _, lacking in less.missing)


@given(relations())
def test_one_alone_is_a_list_of_one(one: Relation) -> None:
    """What the card says of an organization and a place is what the list says."""
    found = kinds(one)
    lost = _lost([one], at=1 if one.at_same_place == 1 else 2)
    assert bool(lost.organizations) == (LossKind.ORGANIZATION in found and bool(one.company))
    assert bool(lost.places) == (LossKind.PLACE in found)


def test_two_alone_at_a_place_leave_nobody_there() -> None:
    """Neither of two is the only one, but both together are everybody."""
    two = [someone(number, company="Nordlys", bridge=0.5) for number in (1, 2)]
    assert _lost(two[:1], at=2).organizations == ()
    assert _lost(two, at=2).organizations == ("Nordlys",)


def test_a_group_never_becomes_less_than_nothing() -> None:
    """More may go than the count knows of: the group is then empty."""
    gone = _lost([someone(number, segments=(SEGMENTS[1],)) for number in (1, 2, 3)])
    assert gone.segments == (("partner", 1, 0),)


def _lost(going: list[Relation], *, at: int = 2) -> Lost:
    houses = {one.id: house_key(one.company) for one in going}
    return lost_with(
        going,
        contact_days={one.id: 20 for one in going},
        at_company=dict.fromkeys(houses.values(), at),
        company_of=houses,
        around=AROUND,
        as_of=TODAY,
    )
