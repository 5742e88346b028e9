"""Incognito for what a network is made of and what is wanted: companies and places under invented names."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kreds.model.goal import Audience, Goal
from kreds.services.incognito import company_name, mask_relation, place_name
from kreds.services.propose_rules import ProposedRule
from kreds.services.read_audience import Reached
from kreds.services.read_composition import Composition, Dimension, Part
from kreds.services.state_goal import Goals, GoalSpell

_MASKS = {Dimension.COMPANY: company_name, Dimension.PLACE: place_name}


def mask_composition(found: Composition) -> Composition:
    """The composition with the names of companies and places invented."""
    parts = {one: _masked(one, parts) for one, parts in found.parts.items()}
    return replace(found, parts=parts)


def _masked(dimension: Dimension, parts: Iterable[Part]) -> tuple[Part, ...]:
    mask = _MASKS.get(dimension, str)
    return tuple(replace(one, value=mask(one.value)) for one in parts)


def mask_reached(found: Reached) -> Reached:
    """Who belongs to the audience, its companies under invented names."""
    return replace(found, accounts=tuple(replace(one, name=company_name(one.name)) for one in found.accounts))


def mask_where(where: Mapping[str, str]) -> dict[str, str]:
    """Whom a rule is about, its company under an invented name, without domains and words of titles."""
    hidden = {name: "…" for name in ("domain", "title") if name in where}
    return {name: company_name(text) if name == "company" else text for name, text in where.items()} | hidden


def mask_proposal(one: ProposedRule) -> ProposedRule:
    """A rule that is proposed, its people and companies under invented names."""
    return replace(
        one,
        rule=replace(one.rule, where=mask_where(one.rule.where)),
        place=company_name(one.place) if one.place else "",
        examples=tuple(map(mask_relation, one.examples)),
    )


def mask_goal(goal: Goal) -> Goal:
    """A goal whose companies and places are invented."""
    return replace(goal, audience=mask_audience(goal.audience))


def mask_audience(audience: Audience) -> Audience:
    """The same of the audience alone."""
    return replace(
        audience,
        companies=tuple(map(company_name, audience.companies)),
        places=tuple(map(place_name, audience.places)),
    )


def mask_goals(found: Goals) -> Goals:
    """All goals, so."""
    return Goals(tuple(map(mask_goal, found.all)), mask_goal(found.active) if found.active else None)


def mask_spell(spell: GoalSpell) -> GoalSpell:
    """A stretch in which a goal counted, so."""
    return replace(spell, goal=mask_goal(spell.goal))
