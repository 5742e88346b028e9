"""The judgement's own questions, lessons, changes and proofs are the same on both databases, to the last digit."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.level import LEVELS
from kreds.model.relation import RelationQuery
from kreds.model.trial import TrialOutcome
from kreds.services.answer_questions import answer
from kreds.services.changes import changes
from kreds.services.find_relations import find_people
from kreds.services.judge_relations import overrule_levels, undo
from kreds.services.keep_store import dump_hash
from kreds.services.learn_from_person import forget, how_sure, take_on, what_was_learned, whom_to_ask_next
from kreds.services.reader import Reader
from kreds.services.trials import end_trials, put_on_trial
from kreds.services.trust import trust
from kreds.services.weigh_criteria import criteria, weigh, would_change
from kreds.services.what_would_change import what_would_change
from kreds.store.database import Store, open_store
from tests.services.importing import imported, network, relations_of, written

TODAY, DUE, AT = date(2026, 11, 1), date(2027, 5, 1), 1_793_534_400
ANSWERS = 7
_SWITCHED = {Criterion.INTERACT: Emphasis.LITTLE, Criterion.COMMON: Emphasis.OFF}


def story(store: Store, folder: Path) -> Mapping[str, object]:
    """A person disagrees, answers, sees what was learned and what changed, takes it on, weighs, tries, and undoes."""
    imported(store, *written(folder / "early", of=network(relations=140, messages=2_400)).paths)
    imported(store, *written(folder / "late", of=network(relations=140, messages=2_400, later_days=120)).paths)
    told: dict[str, object] = {"sure at first": how_sure(store), "nothing learned": what_was_learned(store)}
    for number in range(ANSWERS):
        asked = whom_to_ask_next(store, count=2)
        told[f"question {number}"] = asked
        overrule_levels(store, [int(asked[0].relation.id, 16)], LEVELS[number % 3], at=AT + number)
    people = find_people(store, RelationQuery(connected="current"))
    answer(store, people[5:8], [Fact.KNOWS, Fact.MET], True, at=AT + 20)
    answer(store, people[8:11], list(Fact), False, at=AT + 21)
    told |= {"sure": how_sure(store), "lessons": what_was_learned(store)}
    told |= {f"otherwise {one}": what_would_change(store, f"{one:013x}") for one in people[:10]}
    told |= {"trust": trust(store), "changes": changes(store), "in July": changes(store, date(2026, 7, 1))}
    told["would change"] = would_change(store, _SWITCHED)
    told["weighed"] = weigh(store, _SWITCHED, at=AT + 30).relations
    told |= {"criteria": criteria(store), "trust as weighed": trust(store), "changes as weighed": changes(store)}
    told |= {"taken on": take_on(store, at=AT + 31).relations, "judged": relations_of(store)}
    told |= {"asked then": whom_to_ask_next(store, count=40), "stands": what_was_learned(store)}
    put_on_trial(store, people[:9], DUE, today=TODAY, at=AT + 40)
    end_trials(store, people[:3], TrialOutcome.LET_GO, at=AT + 41)
    end_trials(store, people[3:6], TrialOutcome.KEEP, at=AT + 42)
    reader = Reader(store, today=DUE)
    told |= {name: reader.find_people(RelationQuery(trial=name)) for name in ("on", "due", "keep", "let_go")}
    told["only ones"] = reader.find_people(RelationQuery(only_one=True, sort="bridge"))
    told["hidden"] = Reader(store, incognito=True, today=DUE).questions(count=3)
    told |= {"forgotten": forget(store, at=AT + 50).relations, "plain": relations_of(store)}
    told["back"] = [undo(store, at=AT + 60 + number) for number in range(6)]
    return told | {"in the end": relations_of(store), "hash": dump_hash(store)}


def test_the_same_story_has_the_same_end_on_both(tmp_path: Path, postgres_url: str) -> None:
    """Whom is asked about, what is learned, what changes and what proves right does not hang on the database."""
    told = []
    for name, place in (("file", str(tmp_path / "kreds.db")), ("server", postgres_url)):
        with open_store(place) as store:
            told.append(story(store, tmp_path / name))
    on_file, on_server = told
    assert list(on_file) == list(on_server)
    assert len(set(map(repr, on_file.values()))) > ANSWERS
    assert {name for name in on_file if on_file[name] != on_server[name]} == set()
