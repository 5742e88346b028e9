"""What the person said stands until it is taken back."""

import pytest

from kreds.model.decision import DecisionKind
from kreds.store import decisions
from kreds.store.database import open_store

LEVEL, OWNER = DecisionKind.LEVEL, DecisionKind.OWNER


def test_the_latest_word_stands_for_each_subject(store_url: str) -> None:
    """A later decision on the same subject replaces the earlier one; other subjects and kinds are apart."""
    with open_store(store_url) as store, store.writing() as db:
        decisions.add(db, at=1, kind=LEVEL, subject="in:bo", value={"level": "strong"})
        second = decisions.add(db, at=2, kind=LEVEL, subject="in:bo", value={"level": "average"})
        decisions.add(db, at=3, kind=LEVEL, subject="in:åse", value={"level": "worthless"})
        decisions.add(db, at=4, kind=OWNER, subject="", value={"slug": "mig"})
        standing = decisions.standing(db, LEVEL)
        assert {subject: said.value["level"] for subject, said in standing.items()} == {
            "in:bo": "average",
            "in:åse": "worthless",
        }
        assert standing["in:bo"].id == second
        assert standing["in:bo"].at == 2
        assert set(decisions.standing(db)) == {"in:bo", "in:åse", ""}


def test_undo_goes_back_step_by_step(store_url: str) -> None:
    """Taking back the last decision lets the one before stand, until none is left."""
    with open_store(store_url) as store, store.writing() as db:
        decisions.add(db, at=1, kind=LEVEL, subject="in:bo", value={"level": "strong"})
        decisions.add(db, at=2, kind=LEVEL, subject="in:bo", value={"level": "average"})
        seen = []
        while taken := decisions.last(db):
            (last,) = taken
            seen.append(last.value["level"])
            decisions.add(db, at=9, kind=last.kind, subject=last.subject, value={}, undoes=last.id)
            standing = decisions.standing(db, LEVEL).get("in:bo")
            seen.append(standing.value["level"] if standing else None)
        assert seen == ["average", "strong", "strong", None]


@pytest.mark.parametrize("value", [{}, {"level": None}, {"level": "strong", "why": "“Åse” \\ 'x' ☕"}])
def test_values_come_back_as_they_were_said(store_url: str, value: dict[str, object]) -> None:
    """Whatever JSON can say is kept."""
    with open_store(store_url) as store, store.writing() as db:
        decisions.add(db, at=1, kind=LEVEL, subject="in:bo", value=value)
        (last,) = decisions.last(db)
        assert last.value == value
        assert last.undoes is None


def test_a_batch_is_taken_back_as_one(store_url: str) -> None:
    """What was said of several at once goes together, newest first, and leaves alone what was said before and since."""
    with open_store(store_url) as store, store.writing() as db:
        decisions.add(db, at=1, kind=LEVEL, subject="in:bo", value={"level": "strong"})
        batch = decisions.next_id(db)
        many = [
            decisions.add(db, at=2, kind=LEVEL, subject=f"in:{who}", value={"level": "average", "batch": batch})
            for who in ("bo", "åse", "li")
        ]
        later = decisions.add(db, at=3, kind=LEVEL, subject="in:åse", value={"level": "worthless"})
        assert [one.id for one in decisions.last(db)] == [later]
        assert [one.id for one in decisions.last(db, many[1])] == many[::-1]
        assert decisions.last(db, later + 1) == []


def test_only_some_subjects_are_listed(store_url: str) -> None:
    """Naming few or many subjects gives the same decisions, oldest first."""
    with open_store(store_url) as store, store.writing() as db:
        for number in range(600):
            decisions.add(db, at=1, kind=LEVEL, subject=f"in:{number}", value={"level": "strong"})
        few, many = {"in:3", "in:500"}, {f"in:{number}" for number in range(501)}
        assert [one.subject for one in decisions.list_standing(db, LEVEL, few)] == ["in:3", "in:500"]
        assert len(decisions.list_standing(db, LEVEL, many)) == 501
