"""The JSON of a week of the agenda; keys are added and never renamed."""

from collections.abc import Callable, Mapping
from typing import Any

from kreds.model.agenda import AgendaLine
from kreds.model.relation import Relation
from kreds.services.agenda_links import links_of
from kreds.services.read_week import WeekView
from kreds.services.said_agenda import plan_value

Json = dict[str, Any]
Tell = Callable[[AgendaLine], Mapping[str, str]]
"""The words of a line: "why", "what" and "draft"."""


def week_shape(view: WeekView, tell: Tell) -> Json:
    """A week; ``number`` and ``line`` name a line where it is answered, ``spare`` counts what found no room by part."""
    week = view.week
    return {
        "monday": week.monday.isoformat(),
        "seen_to": week.seen_to.isoformat() if week.seen_to else None,
        "holiday": week.holiday,
        "minutes": week.minutes,
        "done": week.done,
        "lines": [_line(number, line, tell) for number, line in enumerate(week.lines, 1)],
        "spare": {part.value: count for part, count in week.spare.items()},
        "missing": list(week.missing),
        "plan": plan_value(week.plan),
        "content": [
            {"monday": one.monday.isoformat(), "content": one.content.value, "topic": one.topic} for one in view.planned
        ],
    }


def _line(number: int, line: AgendaLine, tell: Tell) -> Json:
    told = tell(line)
    return {
        "number": number,
        "line": line.ref,
        "part": line.occasion.part.value,
        "kind": line.occasion.kind.value,
        "day": line.day.isoformat(),
        "state": line.state.value,
        "decision": line.decision or None,
        "minutes": line.occasion.minutes,
        "must": line.occasion.must,
        "person": _person(line.relation),
        "other": _person(line.other),
        "why": told["why"],
        "what": told["what"],
        "draft": told["draft"],
        "links": [{"kind": link.kind.value, "url": link.url} for link in links_of(line)],
    }


def _person(one: Relation | None) -> Json | None:
    if one is None:
        return None
    return {"id": one.id, "name": one.name, "company": one.company, "title": one.title, "level": one.level.value}
