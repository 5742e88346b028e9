"""Incognito for what a network is made of and what is wanted: companies and places under invented names."""

from collections.abc import Iterable
from dataclasses import replace

from kreds.model.goal import Audience, Goal
from kreds.services.incognito import company_name, place_name
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
