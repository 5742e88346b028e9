"""Questions, learning, criteria, trust and changes where there is next to nothing: nothing fails, and words say why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.answer_questions import answer
from kreds.services.changes import changes
from kreds.services.find_relations import find_people
from kreds.services.judge_relations import overrule_levels, undo
from kreds.services.learn_from_person import forget, how_sure, take_on, what_was_learned, whom_to_ask_next
from kreds.services.trust import trust
from kreds.services.weigh_criteria import weigh, would_change
from kreds.services.what_would_change import what_would_change
from kreds.store.database import Store, open_store
from tests.services.importing import imported, relations_of

HOME = "https://www.linkedin.com/in/"
SOME = "03 Oct 2020"
THIN = {
    "nothing": (0, "", False),
    "nobody": (0, SOME, False),
    "one": (1, SOME, False),
    "one without a date": (1, "", False),
    "one with a message": (1, SOME, True),
    "six without messages": (6, SOME, False),
    "six with a message": (6, SOME, True),
}


def files(folder: Path, count: int, day: str, *, with_message: bool) -> list[Path]:
    """A list of so many people who connected on a day, and one message if wanted."""
    rows = [f"Ada,Lund,{HOME}ada-{number},,Nordlys,Chef,{day}" for number in range(count)]
    connections = folder / "Connections.csv"
    connections.write_text("\n".join(["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *rows]))
    if not with_message:
        return [connections]
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
    row = f"1,Ada Lund,{HOME}ada-0,Me,{HOME}me,2026-08-01 10:00:00 UTC,,Hej,INBOX"
    (folder / "messages.csv").write_text(f"{head}\n{row}\n")
    return [connections, folder / "messages.csv"]


@pytest.fixture(params=THIN)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with one of the thin networks."""
    count, day, with_message = THIN[request.param]
    with open_store(tmp_path / "kreds.db") as opened:
        if request.param != "nothing":
            imported(opened, *files(tmp_path, count, day, with_message=with_message))
        yield opened


def test_a_thin_network_is_asked_learned_from_weighed_and_taken_back(store: Store) -> None:
    """All answered, then all overruled: nobody is asked any more, all is sure, and every step is undone."""
    people = find_people(store, RelationQuery())
    assert len(whom_to_ask_next(store)) == min(5, len(people))
    assert not take_on(store, at=1).id
    at_first = relations_of(store)
    answer(store, people, list(Fact), True, at=2)
    assert whom_to_ask_next(store) == ()
    for person in people:
        # All that is known is good: only doubt and silence could change it.
        assert all(one.strength < 1.0 for one in what_would_change(store, f"{person:013x}"))
    if people:
        overrule_levels(store, people, Level.STRONG, at=3)
        assert how_sure(store) == (len(people), 1.0)
    take_on(store, at=4)
    assert what_was_learned(store).changed == 0
    assert would_change(store, {Criterion.INTERACT: Emphasis.OFF})["changed"] == 0
    weigh(store, {Criterion.INTERACT: Emphasis.OFF}, at=5)
    forget(store, at=6)
    while undo(store, at=7):
        pass
    assert relations_of(store) == at_first


def test_thin_data_is_refused_in_words(store: Store) -> None:
    """Neither trust nor changes show a figure; an import that named no day is not called no import."""
    for found in (trust(store), changes(store)):
        assert found.refusal
        assert found.missing is not None
        assert (found.missing.text == "Nothing has been imported yet.") == (not relations_of(store))


def test_messages_of_one_day_are_too_short_for_any_day(tmp_path: Path) -> None:
    """Where no day could be compared, a day that is named is not blamed."""
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, *files(tmp_path, 1, SOME, with_message=True))
        end = trust(opened).then
        assert changes(opened, end).refusal == "SHORT"
