"""The address books of the owner's telephone and mail: a few friends, customers and others."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from kreds.demo.known import Known
from kreds.demo.options import DemoOptions
from kreds.demo.people import Relation

_PER_RELATION = 0.03


@dataclass(frozen=True, slots=True)
class Card:
    """One person as an address book has them; ``book`` is google or vcard, ``of`` the person's id."""

    book: str
    first_name: str
    last_name: str
    company: str
    title: str
    emails: tuple[str, ...]
    phone: str
    slug: str
    note: str
    of: str


def draw_cards(
    options: DemoOptions, relations: Sequence[tuple[Known, Relation]], outsiders: Sequence[Known]
) -> tuple[Card, ...]:
    """Both address books, the Google one first and larger."""
    rng = random.Random(f"{options.seed}/{options.language}/cards")
    near = [(known, relation) for known, relation in relations if known.met]
    some = rng.sample(near, min(len(near), round(_PER_RELATION * len(relations)) + 2))
    others = [known for known in outsiders if known.met]
    few = rng.sample(others, min(len(others), round(_PER_RELATION * len(relations) / 3) + 1))
    made = [_card(rng, known, relation) for known, relation in some] + [_card(rng, known, None) for known in few]
    return tuple(sorted(made, key=lambda card: (card.book, card.first_name, card.last_name)))


def _card(rng: random.Random, known: Known, relation: Relation | None) -> Card:
    private = relation.email if relation else ""
    emails = tuple(dict.fromkeys(filter(None, (private, known.email if rng.random() < 0.7 else ""))))
    return Card(
        book="google" if rng.random() < 0.7 else "vcard",
        first_name=known.first_name,
        last_name=known.last_name,
        company=known.company if rng.random() < 0.6 else "",
        title=known.title if rng.random() < 0.4 else "",
        emails=emails,
        phone=f"+45 00 {rng.randrange(10, 99)} {rng.randrange(10, 99)} 00",
        slug=known.slug if rng.random() < 0.2 else "",
        note='Ring efter kl. 16; husk "tilbud", tak' if rng.random() < 0.2 else "",
        of=known.id,
    )
