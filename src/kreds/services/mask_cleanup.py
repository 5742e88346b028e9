"""Incognito for the clean-up: cards, lists and portions under invented names; what was said and counted is real."""

from dataclasses import replace

from kreds.cleanup.losses import Lost
from kreds.model.review import Choice, Portion
from kreds.services.cleanup_history import Changed, History, Tried
from kreds.services.incognito import company_name, mask_relation, place_name
from kreds.services.read_cleanup import LetGo, Past
from kreds.services.work_list import WorkList

_HIDDEN = "…"


def mask_let_go(one: LetGo) -> LetGo:
    """Somebody let go under their pseudonym."""
    return replace(one, relation=mask_relation(one.relation))


def mask_lost(lost: Lost) -> Lost:
    """What would be lost, its organizations and places under invented names."""
    return replace(
        lost,
        organizations=tuple(sorted(map(company_name, lost.organizations))),
        places=tuple(sorted(map(place_name, lost.places))),
    )


def mask_work_list(found: WorkList) -> WorkList:
    """The work list, so."""
    return replace(
        found,
        to_do=tuple(map(mask_let_go, found.to_do)),
        ticked=tuple(map(mask_let_go, found.ticked)),
        still_there=tuple(map(mask_let_go, found.still_there)),
        lost=mask_lost(found.lost),
    )


def mask_portion(portion: Portion) -> Portion:
    """A portion without the company whose people it holds."""
    return replace(portion, value=_HIDDEN) if portion.choice is Choice.COMPANY else portion


def mask_history(found: History) -> History:
    """What became of the clean-ups, so."""
    return replace(
        found,
        let_go=tuple(map(mask_let_go, found.let_go)),
        changed=tuple(map(_mask_changed, found.changed)),
        trials=tuple(map(_mask_tried, found.trials)),
        past=tuple(map(_mask_past, found.past)),
    )


def _mask_changed(one: Changed) -> Changed:
    return replace(one, relation=mask_relation(one.relation))


def _mask_tried(one: Tried) -> Tried:
    return replace(one, relation=mask_relation(one.relation))


def _mask_past(past: Past) -> Past:
    return replace(past, portion=mask_portion(past.portion))
