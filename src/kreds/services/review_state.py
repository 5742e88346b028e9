"""The clean-up as programs see it: where it stands, and the next card of the open portion."""

from dataclasses import dataclass, replace
from datetime import date

from kreds.services.incognito import company_name
from kreds.services.mask_cleanup import mask_portion
from kreds.services.mask_reviews import mask_card
from kreds.services.read_cleanup import CleanUp, LetGoState, clean_up, let_go
from kreds.services.review_card import Card, card
from kreds.services.said_reviews import said_plan
from kreds.store.database import Store


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Where the clean-up stands; ``card`` is the next of the open portion, None without one.

    ``list_counts`` are those let go by how far it has come; ``done_today`` of ``found.plan.daily`` were ticked off.
    """

    found: CleanUp
    card: Card | None
    list_counts: dict[LetGoState, int]
    done_today: int


def review_state(store: Store, *, today: date, incognito: bool = False) -> ReviewState:
    """The same, under invented names where asked for."""
    found = clean_up(store, today=today)
    listed = let_go(store)
    following = found.open.next if found.open else ""
    shown = shown_card(store, following, today=today, incognito=incognito) if following else None
    done = sum(1 for one in listed if one.removed_on == today)
    if incognito:
        found = _masked(found)
    counts = {state: sum(1 for one in listed if one.state is state) for state in LetGoState}
    return ReviewState(found, shown, counts, done)


def shown_card(store: Store, who: str, *, today: date, incognito: bool = False) -> Card:
    """One card of anybody.

    Raises:
        UnknownPersonError, AmbiguousPersonError: see `kreds.services.find_person.resolve_who`.
    """
    found = card(store, who, today=today)
    return mask_card(found) if incognito else found


def plan_line(store: Store) -> float:
    """From which confidence on a relation is proposed."""
    with store.reading() as db:
        return said_plan(db)[0].line


def _masked(found: CleanUp) -> CleanUp:
    companies = {company_name(name): company_name(name) for name in (found.safe.companies or {}).values()}
    running = replace(found.open, portion=mask_portion(found.open.portion)) if found.open else None
    past = tuple(replace(one, portion=mask_portion(one.portion)) for one in found.past)
    return replace(found, open=running, past=past, safe=replace(found.safe, companies=companies))
