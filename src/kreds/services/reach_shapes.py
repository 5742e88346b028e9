"""The JSON that stays, of the tasting: what ``--json`` and the API print.

More keys may be added; none of these is ever renamed. Chances are in [0, 1], views are expected numbers.
"""

from collections.abc import Mapping, Sequence

from kreds.model.relation import Relation
from kreds.reach.assumptions import ASSUMPTIONS, LEFT_OUT, MODEL
from kreds.reach.plan import Plan
from kreds.reach.ranges import Views
from kreds.reach.tornado import Tornado
from kreds.reach.what_if import Change, Comparison, Difference
from kreds.services.forecast_reach import Calibrated, Doubt, Influences, OwnPart, Reach
from kreds.services.json_shapes import Json, Say
from kreds.services.reach_learned import source_of, standing_of
from kreds.services.relation_rows import shown_id

_DIGITS = 6


def reach_shape(found: Reach, doubt: Doubt, own: Calibrated, say: Say) -> Json:
    """How far a post carries; ``doubt`` is that of the assumptions as they stand, before any was set by hand."""
    told = found.outlook
    return {
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "relations": found.relations,
        "goal": found.goal,
        "knows_levels": found.knows_levels,
        "chance": _n(told.chance),
        "sampled": _n(told.sampled),
        "tasted": _n(found.tasted),
        "views": _views(found.spread, told.views, told.second, found.views),
        "relevant": {**_range(found.relevant), "expected": _n(told.relevant), "beyond": _n(told.relevant_second)},
        "reactions": _n(told.reactions),
        "stages": [
            {"chance": _n(one.chance), "views": _n(one.first + one.second), "beyond": _n(one.second)}
            for one in told.stages
        ],
        "levels": [
            {
                "level": one.level.value,
                "relations": _n(one.relations),
                "sampled": _n(one.sampled),
                "tasted": _n(one.tasted),
                "seen": _n(one.seen),
                "reacted": _n(one.reacted),
            }
            for one in found.levels
        ],
        "doubt": {"chance": _pair(doubt.chance), "views": _pair(doubt.views), "relevant": _pair(doubt.relevant)},
        "quality": found.quality,
        **_of_post(found),
        "assumptions": [
            {
                "name": name,
                "value": _n(getattr(found.assumed, name)),
                "is_set": name in found.changed,
                "low": known.low,
                "high": known.high,
                "standing": standing_of(name, found.learned).value,
                "learned": _pair(found.learned[name]) if name in found.learned else [],
                "text": say(known.name),
                "source": say(source_of(name, found.learned, found.own_posts)),
            }
            for name, known in ASSUMPTIONS.items()
        ],
        "calibration": {
            "posts": own.posts,
            "needed": own.needed,
            "fitted": {name: _n(value) for name, value in own.fitted.items()},
            "ranges": {name: _pair(both) for name, both in own.ranges.items()},
        },
        "model": [say(MODEL), say(LEFT_OUT)],
    }


def _of_post(found: Reach) -> Json:
    """What is known of when a post is seen, what it is about, and which groups react more than others."""
    course = zip(*(getattr(found.course, name).tolist() for name in ("hours", "first", "second")), strict=True)
    return {
        "course": [
            {"hours": hours, "views": _n(first + second), "beyond": _n(second)} for hours, first, second in course
        ],
        "topic": {
            "named": found.topic,
            "touched": found.touched[0],
            "of": found.touched[1],
            "usual": {name: _n(share) for name, share in (found.usual.fields or {}).items()},
        },
        "groups": [
            {
                "group": one.group,
                "relations": one.people,
                "expected": _n(one.expected),
                "reacted": _n(one.reacted),
                "times": _n(one.times),
            }
            for one in found.leanings
        ],
    }


def comparison_shape(found: Comparison) -> Json:
    """Before and after a change, each figure apart; ``better`` is the share of the doubt in which it is above 0."""
    figures = {
        "chance": found.chance,
        "views": found.views,
        "relevant": found.relevant,
        "beyond": found.second,
        "reactions": found.reactions,
    }
    return {
        "relations": {"before": found.relations[0], "after": found.relations[1]},
        **{name: _difference(one) for name, one in figures.items()},
    }


def influences_shape(found: Influences, named: Mapping[int, Relation]) -> Json:
    """Who carries posts most and who stops them, by the chance with them less the chance without."""
    return {
        "carry": _parts(found.carry, named),
        "stop": _parts(found.stop, named),
        "stopping": found.stopping,
    }


def plan_shape(found: Plan) -> Json:
    """The best set of steps; ``single_gains`` is what its steps would promise one by one."""
    return {
        **_steps(found.best.change),
        "gain": _n(found.best.gain),
        "single_gains": _n(found.single_gains),
        "tried": found.tried,
        "others": [{**_steps(one.change), "gain": _n(one.gain)} for one in found.others],
        "comparison": comparison_shape(found.comparison),
    }


def tornado_shape(found: Tornado) -> Json:
    """Which assumption moves a figure most, the first one most."""
    return {
        "result": _n(found.result),
        "assumptions": [
            {"name": one.name, "low_value": one.low_value, "high_value": one.high_value, "low": _n(one.low),
             "high": _n(one.high)}
            for one in found.bars
        ],
    }  # fmt: skip


def _steps(change: Change) -> Json:
    return {
        "let_go": [shown_id(one) for one in change.let_go.tolist()],
        "wake": [shown_id(one) for one in change.wake.tolist()],
        "new_relations": sum(one.number for one in change.invite),
    }


def _parts(parts: Sequence[OwnPart], named: Mapping[int, Relation]) -> list[Json]:
    return [
        {
            "id": shown_id(one.person),
            "name": named[one.person].name if one.person in named else "",
            "chance": _n(one.chance, 9),
            "views": _n(one.views),
            "relevant": _n(one.relevant),
        }
        for one in parts
    ]


def _views(spread: Views, expected: float, beyond: float, told: tuple[float, float, float]) -> Json:
    return {
        **_range(told),
        "expected": _n(expected),
        "beyond": _n(beyond),
        "stopped": _n(spread.stopped),
        "gone_on": _n(spread.gone_on),
    }


def _difference(one: Difference) -> Json:
    return {
        "before": _n(one.before),
        "after": _n(one.after),
        "by": _n(one.by),
        "low": _n(one.low),
        "high": _n(one.high),
        "better": _n(one.better),
    }


def _range(told: tuple[float, float, float]) -> Json:
    return {"low": _n(told[0]), "median": _n(told[1]), "high": _n(told[2])}


def _pair(both: tuple[float, float]) -> list[float]:
    return [_n(one) for one in both]


def _n(value: float, digits: int = _DIGITS) -> float:
    return round(value, digits) + 0.0
