"""What a word in a list says somebody is to the owner: customer, former customer, lead, partner, supplier.

The words stand in `words/status.csv`; compared are letters only, without case and accents.
"""

import csv
from functools import cache, lru_cache
from importlib.resources import files

from kreds.model.segment import AccountStatus
from kreds.text.names import search_key

_NOT = "not"
_MODIFIED = {
    "former-word": AccountStatus.FORMER,
    "potential-word": AccountStatus.POTENTIAL,
    _NOT: AccountStatus.NONE,
}
"""Words that turn a customer into something else, the strongest first."""
_YES = frozenset({"yes", "ja", "true", "x", "1", "sand", "wahr", "sant"})
_NO = frozenset({"no", "nej", "nei", "nein", "false", "0", "falsk", "falsch", ""})
_LONGEST = 200


@lru_cache(maxsize=4_096)
def read_status(text: str) -> AccountStatus | None:
    """What the text says; NONE for a word that says it is nothing of these, None for one that is not known.

    >>> read_status("Tidligere kunde").value, read_status("1 - Kunde (A)").value, read_status("VIP")
    ('former', 'current', None)
    >>> read_status("Not a customer").value, read_status("Kunde, ophørt").value
    ('', 'former')
    """
    key = _key(text[:_LONGEST])
    if not key:
        return AccountStatus.NONE
    statuses, modifiers = _words()
    if key in statuses:
        return statuses[key]
    parts = key.split()
    told = {modifiers[part] for part in parts if part in modifiers}
    spans = (
        " ".join(parts[at : at + size])
        for size in range(min(4, len(parts)), 0, -1)
        for at in range(len(parts) - size + 1)
    )
    # A word such as "former" says nothing alone: it may be a former employee.
    found = next((statuses[span] for span in spans if span in statuses and span not in modifiers), None)
    if found is AccountStatus.CURRENT and told:
        return _MODIFIED[next(word for word in _MODIFIED if word in told)]
    if _NOT in told:
        return AccountStatus.NONE
    return found


def says_yes(text: str) -> bool | None:
    """Whether a cell under "Customer?" says yes or no; None when it says neither.

    >>> says_yes("Ja"), says_yes("FALSE"), says_yes("Acme")
    (True, False, None)
    """
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def _key(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in search_key(text)).split())


@cache
def _words() -> tuple[dict[str, AccountStatus], dict[str, str]]:
    """What words say, and what words turn that into something else."""
    text = (files("kreds.sources") / "words" / "status.csv").read_text(encoding="utf-8")
    statuses: dict[str, AccountStatus] = {}
    modifiers: dict[str, str] = {}
    for says, word, _ in list(csv.reader(text.splitlines()))[1:]:
        if says in _MODIFIED:
            modifiers.setdefault(_key(word), says)
        else:
            statuses.setdefault(_key(word), AccountStatus(says))
    return statuses, modifiers
