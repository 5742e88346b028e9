"""Whether cultivating worked, on an invented network: what is compared, what is left out, and what is refused."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kreds.cultivation.effect import LEAST
from kreds.model.balance import NoEffect
from kreds.model.decision import DecisionKind
from kreds.model.log import LogKind
from kreds.services.did_it_work import LEAST_DAYS, effect, known_effect
from kreds.services.log_contact import log_contact
from kreds.services.read_frames import frames
from kreds.store import decisions
from kreds.store.database import Store, open_store
from kreds.store.relations import keys_by_person
from tests.services.importing import imported, network, relations_of, written
from tests.web.serving import connections_zip

TODAY = date(2026, 11, 29)
_EPOCH = date(1970, 1, 1)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 600 invented relations."""
    return written(tmp_path_factory.mktemp("archive"), of=network(relations=600, messages=10_000)).paths[0]


@pytest.fixture
def store(tmp_path: Path, invented: Path) -> Iterator[Store]:
    """A store that holds it."""
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, invented)
        yield opened


def days_ago(store: Store, back: int) -> date:
    """So many days before the last one that the files cover."""
    return _EPOCH + timedelta(days=frames(store).day - back)


def done(store: Store, persons: Collection[int], day: date) -> None:
    """Say that a line of the agenda about each was done."""
    with store.writing() as db:
        for subject in keys_by_person(db, persons).values():
            value = {"week": "", "kind": "due", "part": "listen", "said": "done", "day": day.isoformat()}
            decisions.add(db, at=9, kind=DecisionKind.AGENDA, subject=subject, value=value)


def came_back(store: Store, since: date) -> list[int]:
    """Whose first message in half a year came in the month after a day."""
    talk, start = frames(store).interactions, (since - _EPOCH).days
    inbound = talk.filter(talk["channel"] == 1, talk["direction"] == -1, talk["others"] == 0)
    before = inbound.filter(inbound["day"] <= start, inbound["day"] > start - 120)["person"].to_list()
    after = inbound.filter(inbound["day"] > start + 7, inbound["day"] <= start + 90)["person"].to_list()
    return sorted(set(after) - set(before))


def test_without_anything_to_compare_it_says_why(store: Store, tmp_path: Path) -> None:
    """Without messages, without anybody, or with too little time since, nothing is compared."""
    assert effect(store).refusal is NoEffect.NOBODY
    done(store, [int(one.id, 16) for one in relations_of(store)[:3]], days_ago(store, 5))
    new = effect(store)
    assert (new.refusal, new.new) == (NoEffect.TOO_NEW, 3)
    people = [("Anna", "Holm", "https://www.linkedin.com/in/anna-holm", "", "Nordlys", "Baker", "03 Oct 2020")]
    with open_store(tmp_path / "bare.db") as bare:
        imported(bare, connections_zip(tmp_path / "a.zip", people))
        assert effect(bare).refusal is NoEffect.NO_MESSAGES


def test_those_who_came_back_moved_further(store: Store) -> None:
    """Where the cultivated are those who wrote again, both comparisons show it, beyond doubt."""
    day = days_ago(store, 180)
    chosen = came_back(store, day)
    assert len(chosen) >= LEAST
    done(store, chosen, day)
    assert known_effect(store) is None
    found = effect(store)
    assert known_effect(store) is found
    assert found.enough
    assert found.strength
    assert found.wrote
    assert found.strength.low > 0
    assert found.wrote.low > 0
    assert found.compared + found.alone == len(chosen)


def test_a_note_does_not_prove_itself(store: Store) -> None:
    """Contact that is noted by hand counts as cultivating, and moves nobody: it is the same as a line that is done."""
    day = days_ago(store, 60)
    chosen = [int(one.id, 16) for one in relations_of(store) if one.no_longer_since is None][:30]
    log_contact(store, chosen, LogKind.MET, "", day, today=TODAY, at=9)
    noted = effect(store)
    assert noted.strength
    with store.writing() as db:
        for one in decisions.list_standing(db, DecisionKind.LOG):
            decisions.add(db, at=9, kind=DecisionKind.LOG, subject=one.subject, value={}, undoes=one.id)
    done(store, chosen, day)
    assert effect(store) == noted


def test_those_of_the_last_weeks_are_left_out(store: Store) -> None:
    """They are counted as new, and are nobody's example either."""
    people = [int(one.id, 16) for one in relations_of(store) if one.no_longer_since is None]
    done(store, people[:20], days_ago(store, 90))
    before = effect(store)
    done(store, people[20:40], days_ago(store, LEAST_DAYS - 1))
    after = effect(store)
    assert (before.new, after.new) == (0, 20)
    assert after.cultivated == 40
    assert after.compared <= before.compared
