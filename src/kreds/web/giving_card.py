"""Giving and receiving between the owner and one relation, on the relation's page."""

from dataclasses import dataclass

from kreds.i18n import Translator
from kreds.i18n.balance_words import act_name, leaning_words
from kreds.model.balance import Giving


@dataclass(frozen=True, slots=True)
class GivingCard:
    """Which way it leans in a sentence, and what was done by each: act, from the owner, to the owner."""

    leaning: str
    rows: tuple[tuple[str, str, str], ...]


def giving_card(found: Giving | None, t: Translator) -> GivingCard | None:
    """The card; acts that nothing could show either way are left out, one side that cannot be seen is said to be so."""
    if found is None:
        return None

    def told(n: int | None) -> str:
        return t.text("not in these files") if n is None else t.number(n)

    rows = tuple(
        (act_name(one.act, t), told(one.given), told(one.received))
        for one in found.exchanges
        if one.given is not None or one.received is not None
    )
    return GivingCard(leaning_words(found, t), rows)
