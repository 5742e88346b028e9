"""How much each sign of the guide's three levels counts (G1.6, G1.8): shown, tried out, settled."""

from collections.abc import Mapping
from dataclasses import replace

from kreds.model.criteria import Criterion, Emphasis
from kreds.model.decision import Decided, DecisionKind
from kreds.services.judging import criteria_of, judged, rule_of, weights_of
from kreds.services.rebuild_network import judge_again
from kreds.store import decisions, relations
from kreds.store.database import Store


def criteria(store: Store) -> dict[Criterion, Emphasis]:
    """How much each criterion counts now."""
    with store.reading() as db:
        return criteria_of(db)


def would_change(store: Store, wanted: Mapping[Criterion, Emphasis]) -> Mapping[str, int]:
    """How many relations would change their level (``changed``), and how many each level would then have.

    Criteria that are not named count as they do now. Nothing is changed.
    """
    with store.reading() as db:
        rule = rule_of(db)
        weights = weights_of({**criteria_of(db), **wanted}, rule.weights.learned)
        judgement = judged(db, replace(rule, weights=weights), relations.read_features(db))
        levels = dict(judgement.select("person", "level").rows())
        return {"changed": relations.count_changes(db, levels), **relations.count_levels(db, levels)}


def weigh(store: Store, wanted: Mapping[Criterion, Emphasis], *, at: int) -> Decided:
    """Say how much criteria count, and judge everybody by it; those not named stay as they are."""
    with store.writing() as db:
        now = criteria_of(db)
        value = {one.value: emphasis.value for one, emphasis in {**now, **wanted}.items()}
        if value == {one.value: emphasis.value for one, emphasis in now.items()}:
            return Decided(0, 0)
        number = decisions.add(db, at=at, kind=DecisionKind.CRITERIA, subject="", value=value)
        return Decided(number, judge_again(db))
