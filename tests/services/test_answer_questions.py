"""What no file holds is answered, kept for ever, weighed as one sees it, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.level import LEVELS, Level, Seen, Sign
from kreds.services.answer_questions import answer
from kreds.services.judge_relations import judge_relations, rebuild, undo
from kreds.services.read_network import show_relation
from kreds.services.weigh_criteria import criteria, weigh, would_change
from kreds.services.what_would_change import what_would_change
from kreds.store.database import Store, open_store
from tests.services.importing import imported, relations_of, written


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the small network."""
    with open_store(store_url) as opened:
        imported(opened, *written(tmp_path / "in").paths)
        yield opened


def test_a_yes_lifts_at_once_and_is_a_reason(store: Store) -> None:
    """Answers change the strength, the sign and the reasons of the one relation, and of no other."""
    chosen = next(one for one in relations_of(store) if one.level is Level.WORTHLESS)
    others = [one for one in relations_of(store) if one.id != chosen.id]
    answer(store, [int(chosen.id, 16)], [Fact.MET, Fact.KNOWS], True, at=1)
    view = show_relation(store, chosen.id)
    assert view.relation.strength > chosen.strength
    assert view.relation.coverage[Sign.MET] is Seen.SEEN
    assert view.answers == {Fact.KNOWS: True, Fact.MET: True}
    assert view.reasons[0].phrase.english() == "You know each other well, you say"
    assert any(reason.sign == Sign.MET and reason.contribution > 0 for reason in view.reasons)
    assert [one for one in relations_of(store) if one.id != chosen.id] == others


def test_answers_outlive_a_rebuild_and_one_undo_takes_them_back(store: Store) -> None:
    """What was answered at once is judged alike after everything was derived anew, and goes with one undo."""
    before = relations_of(store)
    people = [int(one.id, 16) for one in before[:3]]
    answer(store, people, [Fact.BUSINESS], False, at=1)
    answered = relations_of(store)
    assert answered != before
    rebuild(store)
    assert relations_of(store) == answered
    undo(store, at=2)
    assert relations_of(store) == before


def test_an_answer_can_be_changed_and_taken_away(store: Store) -> None:
    """Of two answers to one question the newest counts, and one that is taken away leaves nothing."""
    person = int(relations_of(store)[0].id, 16)
    for yes, left in ((True, {Fact.HELPS: True}), (False, {Fact.HELPS: False}), (None, {})):
        answer(store, [person], [Fact.HELPS], yes, at=1)
        assert show_relation(store, f"{person:013x}").answers == left


def test_judging_one_and_judging_all_agree(store: Store) -> None:
    """A relation judged by itself after an answer has what it has when everybody is judged."""
    answer(store, [int(one.id, 16) for one in relations_of(store)[:5]], [Fact.KNOWS], True, at=1)
    alone = relations_of(store)
    judge_relations(store)
    assert relations_of(store) == alone


def test_the_preview_of_criteria_comes_true(store: Store) -> None:
    """As many relations change as was foretold, each level has as many as was foretold, and undo is whole."""
    before = {one.id: one for one in relations_of(store)}
    foretold = would_change(store, {Criterion.INTERACT: Emphasis.OFF})
    assert {one.id: one for one in relations_of(store)} == before
    decided = weigh(store, {Criterion.INTERACT: Emphasis.OFF}, at=1)
    after = {one.id: one for one in relations_of(store)}
    current = [one for one in after.values() if one.no_longer_since is None]
    assert foretold["changed"] == sum(1 for one in current if before[one.id].level is not one.level) > 0
    for level in LEVELS:
        assert foretold.get(level.value, 0) == sum(1 for one in current if one.level is level)
    assert criteria(store)[Criterion.INTERACT] is Emphasis.OFF
    undo(store, at=2, number=decided.id)
    assert {one.id: one for one in relations_of(store)} == before
    assert weigh(store, {Criterion.INTERACT: Emphasis.FULL}, at=3).id == 0


def test_what_the_person_said_stands_over_criteria(store: Store) -> None:
    """A criterion that is switched off changes no reason of another criterion."""
    chosen = relations_of(store)[0]
    answer(store, [int(chosen.id, 16)], [Fact.MET], True, at=1)
    weigh(store, {Criterion.MET: Emphasis.OFF}, at=2)
    signs = {reason.sign for reason in show_relation(store, chosen.id).reasons if reason.contribution}
    assert "met" not in signs
    assert show_relation(store, chosen.id).answers == {Fact.MET: True}


def test_what_would_change_the_level_does(store: Store) -> None:
    """What is foretold of an answer comes true to the last digit, and nothing foretold leaves the level as it is."""
    met = {"If you say that you have met": Fact.MET, "If you say that you know each other well": Fact.KNOWS}
    tried = 0
    for one in [one for one in relations_of(store) if not one.overruled][:12]:
        for foretold in what_would_change(store, one.id):
            assert foretold.level is not one.level
            if fact := met.get(foretold.phrase.english()):
                answer(store, [int(one.id, 16)], [fact], True, at=1)
                then = show_relation(store, one.id).relation
                assert (then.level, then.strength) == (foretold.level, foretold.strength)
                undo(store, at=2)
                tried += 1
    assert tried
