"""Incognito for the agenda: its people under invented names, without a word of theirs; days and numbers are real."""

from collections.abc import Mapping
from dataclasses import replace

from kreds.cultivation.inspire import Planned
from kreds.cultivation.ties import Tie
from kreds.model.agenda import AgendaLine, Week
from kreds.services.incognito import OWNER, company_name, mask_relation, title_name
from kreds.services.read_week import PersonAgenda, WeekView
from kreds.text.phrase import Fact

_HIDDEN = "…"
_NAMES = {"title": title_name, "old_title": title_name, "company": company_name, "old_company": company_name}
_WORDS = ("words", "skills", "topic")
"""Facts that are somebody's own words."""


def mask_week(view: WeekView) -> WeekView:
    """A week without a word that names anybody.

    What a line is about keeps its key, so that it can be answered: whoever shows a line names it by its ``ref``.
    """
    return replace(
        view,
        week=mask_lines(view.week),
        ties=_mask_ties(view.ties),
        planned=tuple(map(_mask_planned, view.planned)),
        owner=OWNER,
    )


def mask_lines(week: Week) -> Week:
    """The same of the bare week."""
    return replace(week, lines=tuple(map(mask_line, week.lines)))


def mask_person(found: PersonAgenda) -> PersonAgenda:
    """What the agenda knows of somebody, so."""
    return replace(found, lines=tuple(map(mask_line, found.lines)), tie=_mask_tie(found.tie), owner=OWNER)


def mask_line(line: AgendaLine) -> AgendaLine:
    """A line, so."""
    facts: dict[str, Fact] = {name: _masked(name, value) for name, value in line.occasion.facts.items()}
    return replace(
        line,
        occasion=replace(line.occasion, facts=facts),
        relation=mask_relation(line.relation) if line.relation else None,
        other=mask_relation(line.other) if line.other else None,
    )


def _masked(name: str, value: Fact) -> Fact:
    if name == "thread":
        return ""
    if name in _WORDS:
        return _HIDDEN if value else ""
    return _NAMES[name](str(value)) if name in _NAMES else value


def _mask_planned(one: Planned) -> Planned:
    return replace(one, topic=_HIDDEN if one.topic else "")


def _mask_ties(ties: Mapping[str, tuple[Tie, int]]) -> dict[str, tuple[Tie, int]]:
    return {who: (_mask_tie(tie), days) for who, (tie, days) in ties.items()}


def _mask_tie(tie: Tie) -> Tie:
    """Only its days and numbers are told."""
    return tie._replace(company="", title="", place="", group="", endorsed=(), new_job=None, asked=None)
