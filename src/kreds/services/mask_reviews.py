"""Incognito for a clean-up: cards, the table, what would be lost and who is protected, under invented names."""

from collections.abc import Mapping
from dataclasses import replace

from kreds.services.incognito import company_name, mask_relation, mask_view, place_name
from kreds.services.protected import Protected
from kreds.services.review_card import Card, Row
from kreds.text.phrase import Fact, Phrase

_NAMES = {"company": company_name, "place": place_name}


def mask_card(card: Card) -> Card:
    """A card without a word that names anybody."""
    lost = tuple(replace(one, phrase=_mask_phrase(one.phrase)) for one in card.losses)
    return replace(card, view=mask_view(card.view), losses=lost)


def mask_row(row: Row) -> Row:
    """A row of the table under its pseudonym."""
    return replace(row, relation=mask_relation(row.relation))


def mask_protected(found: Protected) -> Protected:
    """Who is protected, so."""
    return replace(
        found,
        people=tuple(map(mask_relation, found.people)),
        companies={key: company_name(name) for key, name in found.companies.items()},
    )


def _mask_phrase(phrase: Phrase) -> Phrase:
    facts: Mapping[str, Fact] = {
        name: _NAMES[name](fact) if name in _NAMES and isinstance(fact, str) else fact
        for name, fact in phrase.facts.items()
    }
    return replace(phrase, facts=facts)
