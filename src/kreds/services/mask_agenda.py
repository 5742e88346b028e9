"""Incognito for the agenda: who, where and in which words is invented or hidden; why and when is real."""

from collections.abc import Mapping
from dataclasses import replace

from kreds.model.agenda import AgendaLine, Week
from kreds.services.incognito import company_name, mask_relation, title_name
from kreds.text.phrase import Fact

_HIDDEN = "…"
_NAMES = {
    "title": title_name,
    "company": company_name,
    "old_title": title_name,
    "old_company": company_name,
}
_WORDS = ("words", "skills", "topic")
"""Somebody's own words may name anybody."""


def mask_week(week: Week) -> Week:
    """The agenda of a week under pseudonyms."""
    return replace(week, lines=tuple(map(mask_line, week.lines)))


def mask_line(line: AgendaLine) -> AgendaLine:
    """One line, so."""
    return replace(
        line,
        occasion=replace(line.occasion, facts=mask_facts(line.occasion.facts)),
        relation=mask_relation(line.relation) if line.relation else None,
        other=mask_relation(line.other) if line.other else None,
    )


def mask_facts(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """What an occasion is made from, without a word that names anybody or leads to them."""
    return {name: _masked(name, fact) for name, fact in facts.items() if name != "thread"}


def _masked(name: str, fact: Fact) -> Fact:
    if not isinstance(fact, str) or not fact:
        return fact
    return _NAMES[name](fact) if name in _NAMES else _HIDDEN if name in _WORDS else fact
