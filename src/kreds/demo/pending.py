"""Invitations that wait for an answer: from whom, with which words, and what a wise owner would do."""

import random

from kreds.demo.outside_words import PENDING

_INCOMING = {
    "": 30, "seller": 20, "headhunter": 8, "current_customer": 6, "former_customer": 6, "potential_customer": 9, "met": 7,
    "former_colleague": 5, "student": 6, "reader": 3,
}  # fmt: skip
_OUTGOING = {"": 40, "potential_customer": 30, "former_customer": 10, "current_customer": 6, "met": 14}

OUTSIDERS = frozenset({"current_customer", "former_customer", "potential_customer", "met", "former_colleague"})
"""Kinds of invitations whose people the owner knows from elsewhere."""

VERDICTS = {
    "current_customer": "accept", "former_customer": "accept", "potential_customer": "accept", "met": "accept",
    "former_colleague": "accept", "reader": "trial", "student": "trial", "headhunter": "trial", "seller": "decline",
    "": "ask",
}  # fmt: skip
"""What to do with somebody who invites (guide G1.6, G1.10)."""

_SAYS_NOTHING = {"seller": 0.15, "headhunter": 0.2, "": 0.85, "reader": 0.0}


def draw_kind(rng: random.Random, *, outgoing: bool) -> str:
    """Who is behind an open invitation; "" for a stranger."""
    odds = _OUTGOING if outgoing else _INCOMING
    return rng.choices(tuple(odds), tuple(odds.values()))[0]


def draw_words(rng: random.Random, kind: str, language: str, name: str) -> str:
    """What they write to ``name``; most who know the owner write something, most strangers do not."""
    if rng.random() < _SAYS_NOTHING.get(kind, 0.4):
        return ""
    return rng.choice(PENDING[language][kind]).replace("{n}", name)
