"""Incognito for the balance: with whom giving is one-sided, under invented names; what was counted is real."""

from dataclasses import replace

from kreds.model.balance import Balance, Leaning
from kreds.services.incognito import person_name


def mask_balance(found: Balance) -> Balance:
    """The balance without a name that is real."""
    return replace(found, giving=tuple(map(_mask, found.giving)), receiving=tuple(map(_mask, found.receiving)))


def _mask(one: Leaning) -> Leaning:
    return replace(one, name=person_name(one.giving.person))
