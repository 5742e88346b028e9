"""The clean-up as programs see it: where it stands, and the next card of the open portion."""

from dataclasses import dataclass, replace
from datetime import date

from kreds.cleanup.losses import Loss
from kreds.model.relation import RelationView
from kreds.model.review import Proposal
from kreds.services.incognito import company_name, mask_view, place_name
from kreds.services.mask_cleanup import mask_portion
from kreds.services.read_cleanup import CleanUp, LetGoState, clean_up, let_go
from kreds.services.review_portion import Card, card
from kreds.services.said_reviews import said_plan, said_removed
from kreds.store.database import Store


@dataclass(frozen=True, slots=True)
class CardShown:
    """One card: the relation, what the rules say, what would be lost."""

    view: RelationView
    proposal: Proposal
    losses: tuple[Loss, ...]
    is_safe: bool


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Where the clean-up stands; ``card`` is the next of the open portion, None without one.

    ``list_counts`` are those let go by how far it has come; ``done_today`` of ``found.plan.daily`` were ticked off.
    """

    found: CleanUp
    card: CardShown | None
    list_counts: dict[LetGoState, int]
    done_today: int


def review_state(store: Store, *, today: date, incognito: bool = False) -> ReviewState:
    """The same, under invented names where asked for."""
    found = clean_up(store, today=today)
    listed = let_go(store)
    following = found.open.next if found.open else ""
    shown = shown_card(store, following, today=today, incognito=incognito) if following else None
    with store.reading() as db:
        done = sum(1 for day in said_removed(db).values() if day == today)
    if incognito:
        found = _masked(found)
    counts = {state: sum(1 for one in listed if one.state is state) for state in LetGoState}
    return ReviewState(found, shown, counts, done)


def shown_card(store: Store, who: str, *, today: date, incognito: bool = False) -> CardShown:
    """One card of anybody.

    Raises:
        UnknownPersonError, AmbiguousPersonError: see `kreds.services.find_person.resolve_who`.
    """
    found = card(store, who, today=today)
    made = CardShown(found.view, found.proposal, found.losses, found.is_safe)
    return _masked_card(made, found) if incognito else made


def plan_line(store: Store) -> float:
    """From which confidence on a relation is proposed."""
    with store.reading() as db:
        return said_plan(db)[0].line


def _masked(found: CleanUp) -> CleanUp:
    companies = {company_name(name): company_name(name) for name in (found.safe.companies or {}).values()}
    running = replace(found.open, portion=mask_portion(found.open.portion)) if found.open else None
    past = tuple(replace(one, portion=mask_portion(one.portion)) for one in found.past)
    return replace(found, open=running, past=past, safe=replace(found.safe, companies=companies))


def _masked_card(shown: CardShown, found: Card) -> CardShown:
    hidden = {"company": company_name, "place": place_name}
    told = tuple(
        replace(
            loss,
            phrase=replace(
                loss.phrase,
                facts={
                    name: hidden[name](fact) if name in hidden and isinstance(fact, str) else fact
                    for name, fact in loss.phrase.facts.items()
                },
            ),
        )
        for loss in found.losses
    )
    return replace(shown, view=mask_view(shown.view), losses=told)
