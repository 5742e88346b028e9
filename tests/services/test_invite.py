"""Whom to invite, over a real store: who is on the list, what is said of them, what is left of the limits."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from kreds.errors import UsageError
from kreds.model.decision import DecisionKind
from kreds.model.goal import Audience, Goal, Target
from kreds.model.invitation import InviteState, Limits, Policy
from kreds.model.level import Level
from kreds.services.find_anybody import outsider_called
from kreds.services.held_about import held_about
from kreds.services.invitations import invitations
from kreds.services.invite import FORMER, Candidate, InvitePage, InviteQuery, invite, language_of, say_invite
from kreds.services.judge_relations import overrule_levels, rebuild, undo
from kreds.services.reader import Reader
from kreds.services.said_goals import goal_value
from kreds.services.said_invitations import lay_down, limits, say_limits
from kreds.store import decisions, tables
from kreds.store.database import Store, open_store
from tests.services.outsider_stores import DAN, TODAY, fill, small_store, write_outside

NOW = int(datetime(2026, 11, 1, 12, tzinfo=UTC).timestamp())
USUAL = Limits()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network and the people around it; copy it, do not write to it."""
    return small_store(tmp_path_factory.mktemp("filled"))


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """The same in a store of the test's own."""
    path = tmp_path / "own" / "kreds.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(filled, path)
    with open_store(path) as opened:
        yield opened


def page(store: Store, show: str = "to_do", **more: Any) -> InvitePage:
    """A page as of the day of these tests."""
    return invite(store, InviteQuery(show=show, **more), today=TODAY, settled=USUAL)


def names(store: Store, show: str = "to_do", **more: Any) -> list[str]:
    """Who is on it."""
    return [one.outsider.name for one in page(store, show, **more).candidates]


def one(store: Store, name: str) -> Candidate:
    """Somebody, wherever they stand."""
    with store.reading() as db:
        number = outsider_called(db, name)
    return page(store, person=number).candidates[0]


def say(store: Store, name: str, status: str, *, noted: bool = False, today: date = TODAY) -> int:
    """Say something of the inviting of somebody; the decision's number."""
    with store.reading() as db:
        number = outsider_called(db, name)
    return say_invite(store, [number], status, today=today, at=NOW, noted=noted).id


def test_who_is_on_the_list(store: Store) -> None:
    """Those known, met or written with who are no relation; never a relation, the owner or a mailbox; former apart."""
    assert names(store) == ["Dan Krog", "Ida Berg", "Jon Ask", "Nana Rye", "Cara Dam"]
    assert names(store, FORMER) == ["Old Friend"]
    assert (page(store).left_out, page(store).known) == (2, 12)
    assert one(store, "Nana Rye").outsider.last_meeting == ""
    assert one(store, "Jon Ask").outsider.shared == "Havblik A/S"


def test_every_database_gives_the_same_list(store_url: str, tmp_path: Path) -> None:
    """The statements are one for SQLite and PostgreSQL, and so are the points."""
    with open_store(store_url) as opened:
        fill(opened, tmp_path / "in")
        found = page(opened)
        assert [(one.outsider.name, round(one.score)) for one in found.candidates] == [
            ("Dan Krog", 72), ("Ida Berg", 25), ("Jon Ask", 20), ("Nana Rye", 12), ("Cara Dam", 7),
        ]  # fmt: skip
        assert [count for _, count in sorted(invitations(opened).verdicts.items())] == [1, 1, 0, 1]


def test_who_was_let_go_knowingly_is_not_asked_back(store: Store) -> None:
    """A former relation whom the person called worthless is on no list, until that is taken back."""
    person = one(store, "Old Friend").outsider.person
    overrule_levels(store, [person], Level.WORTHLESS, at=NOW)
    assert names(store, FORMER) == []
    undo(store, at=NOW)
    assert names(store, FORMER) == ["Old Friend"]


def test_linkedins_own_list_tells_what_was_sent(store: Store) -> None:
    """What is in Invitations.csv counts without a word: sent, unanswered for weeks; not what is long ago."""
    assert names(store, "sent") == ["Gro Vang"]
    assert names(store, "no_answer") == ["Hans Bak"]
    assert names(store, "accepted") == []
    assert page(store).budget.sent == 1


def test_what_is_said_goes_before_and_is_undone(store: Store) -> None:
    """Sent, put off, withdrawn and back; each is one decision that undo takes back, and survives a rebuild."""
    number = say(store, "Dan Krog", "sent", noted=True)
    assert one(store, "Dan Krog").invited.state is InviteState.SENT
    assert page(store).budget.sent == 2
    assert page(store).budget.noted == 1
    rebuild(store)
    assert names(store, "sent") == ["Dan Krog", "Gro Vang"]
    undo(store, at=NOW, number=number)
    assert "Dan Krog" in names(store)
    say(store, "Ida Berg", "not_now")
    assert names(store, "not_now") == ["Ida Berg"]
    say(store, "Ida Berg", "")
    assert "Ida Berg" in names(store)
    say(store, "Hans Bak", "withdrawn")
    gone = one(store, "Hans Bak").invited
    assert (gone.state, gone.again) == (InviteState.WITHDRAWN, TODAY + timedelta(days=21))


def test_who_accepts_is_seen_in_the_next_archive(store: Store) -> None:
    """An invitation that was sent and whose bearer is a relation now has been accepted."""
    say(store, "Ida Berg", "sent", today=date(2026, 10, 1))
    assert names(store, "no_answer") == ["Ida Berg", "Hans Bak"]
    with store.writing() as db:
        person = outsider_called(db, "Ida Berg")
        row = dict(db.execute(select(tables.relations).limit(1)).mappings().one())
        db.execute(
            tables.relations.insert().values(
                {**row, "person": person, "name": "Ida Berg", "connected_on": "2026-10-05", "no_longer_since": ""}
            )
        )
        decisions.add(db, at=NOW, kind=DecisionKind.NOTE, subject="in:nobody", value={"text": ""})
    assert "Ida Berg" in names(store, "accepted")
    assert "Ida Berg" not in names(store, "no_answer")


def test_a_goal_turns_the_list(store: Store) -> None:
    """With a goal its largest gap comes first, and named accounts count; the gaps are told."""
    goal = Goal("g", "Partnere", (Target("former_colleague", 0.5, 40),), audience=Audience(companies=("Havblik",)))
    with store.writing() as db:
        decisions.add(db, at=NOW, kind=DecisionKind.GOAL, subject="g", value=goal_value(goal))
    found = page(store)
    assert found.candidates[0].outsider.name == "Jon Ask"
    assert (found.gaps[0].segment, round(found.gaps[0].missing)) == ("former_colleague", 40)
    assert any(reason.part == "account" for reason in found.candidates[0].reasons)


def test_the_list_can_be_cut(store: Store) -> None:
    """By group and by page; a state that is none is refused."""
    assert names(store, group="current_customer") == ["Dan Krog"]
    assert page(store).groups["current_customer"] == 1
    assert names(store, per_page=2, page=2) == ["Jon Ask", "Nana Rye"]
    assert names(store, per_page=2, page=99) == ["Cara Dam"]
    with pytest.raises(UsageError):
        page(store, "shoes")
    with pytest.raises(UsageError):
        say_invite(store, [1], "sent", today=TODAY, at=NOW)
    with pytest.raises(UsageError):
        say_invite(store, [1], "posted", today=TODAY, at=NOW)


def test_the_policy_checks_whom_one_is_about_to_invite(store: Store) -> None:
    """Who does not meet it is marked; that they sent no message is not held against them."""
    lay_down(store, Policy(accept=frozenset()), at=NOW)
    found = page(store)
    assert found.has_policy
    told = [reason.english() for reason in found.candidates[0].ruling.reasons]
    assert told == ["Nothing that you have laid down speaks for it"]


def test_limits_are_settled_and_undone(store: Store) -> None:
    """The person's word stands before the settings, one at a time, and what cannot be is refused."""
    number = say_limits(store, {"note_length": 300}, USUAL, at=NOW).id
    assert limits(store, Limits(invitations_per_week=30)) == Limits(note_length=300)
    assert page(store).budget.limits.note_length == 300
    assert say_limits(store, {"note_length": 300}, USUAL, at=NOW).id == 0
    undo(store, at=NOW, number=number)
    assert limits(store, Limits(invitations_per_week=30)).invitations_per_week == 30
    for wrong in ({"note_length": 99}, {"shoes": 1}):
        with pytest.raises(UsageError):
            say_limits(store, wrong, USUAL, at=NOW)


def test_incognito_names_nobody(store: Store) -> None:
    """Neither reasons nor the person tell who it is; the points and states are the real ones."""
    plain, hidden = page(store), Reader(store, incognito=True, today=TODAY).invite(InviteQuery(), USUAL)
    assert [one.score for one in plain.candidates] == [one.score for one in hidden.candidates]
    for real, masked in zip(plain.candidates, hidden.candidates, strict=True):
        told = " ".join(reason.phrase.english() for reason in masked.reasons)
        who = masked.outsider
        for secret in (real.outsider.name, real.outsider.company, real.outsider.shared, real.outsider.last_meeting):
            assert (
                not secret
                or secret not in f"{told} {who.name} {who.company} {who.link} {who.last_meeting} {who.shared}"
            )


def test_the_language_follows_the_place(store: Store) -> None:
    """The stated rule is asked with what the store knows of somebody."""
    assert language_of(store, one(store, "Dan Krog").outsider, usual="en").language == "da"
    assert language_of(store, one(store, "Ida Berg").outsider, usual="en").language == "en"


def test_what_is_held_about_somebody_tells_what_was_said(store: Store) -> None:
    """Who asks is shown that the owner has invited them."""
    say(store, "Dan Krog", "sent")
    parts = {part.key: part.rows for part in held_about(store, "Dan Krog").parts}
    assert [getattr(row[1], "code", "") for row in parts["decisions"]] == ["invite"]


def test_a_store_without_anybody_says_so(tmp_path: Path) -> None:
    """Nothing known is not an error."""
    with open_store(tmp_path / "kreds.db") as empty:
        found = page(empty)
        assert (found.known, found.total, found.candidates) == (0, 0, ())
        write_outside(empty, [DAN])
        assert names(empty) == ["Dan Krog"]
        with empty.reading() as db:
            assert db.scalar(select(func.count()).select_from(tables.relations)) == 0
