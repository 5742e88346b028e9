"""The company behind a mail address, where its domain is a company's name: jane@nordlysdata.example."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kreds.text.names import search_key
from kreds.text.organizations import organization_key

_SHORTEST = 5
"""A name of fewer letters is too often a domain by chance."""


class MailHouses:
    """Companies by the way their names stand in domains, with their legal forms or without."""

    def __init__(self, names: Mapping[str, int], *, free: Iterable[str] = ()) -> None:
        """Keep the companies' names, each with how often it was seen, and the domains that anybody can have."""
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        for name, count in names.items():
            spelled[organization_key(name)][name] += count
        found: dict[str, set[str]] = defaultdict(set)
        for house, spellings in spelled.items():
            for text in (house, *spellings):
                found[_joined(text)].add(house)
        # A domain that may be one of two companies is that of neither.
        self._names = {
            joined: spelled[next(iter(houses))].most_common(1)[0][0]
            for joined, houses in found.items()
            if len(houses) == 1 and len(joined) >= _SHORTEST
        }
        self._free = frozenset(free)

    def company(self, mail: str) -> str:
        """The company that an address is at, as it is spelled most often; "" where its domain tells none.

        >>> houses = MailHouses({"Søg & Find Executive": 2, "Nordlys Data A/S": 1})
        >>> houses.company("eva@soegfindexecutive.example"), houses.company("bo@mail.nordlysdata.example")
        ('Søg & Find Executive', 'Nordlys Data A/S')
        """
        domain = mail.rpartition("@")[2].lower()
        if domain in self._free:
            return ""
        labels = domain.split(".")[:-1]
        return next((self._names[key] for label in reversed(labels) if (key := _joined(label)) in self._names), "")


def _joined(text: str) -> str:
    """The letters of a name as they stand in a domain: no signs, and one letter however it is spelled."""
    letters = "".join(letter for letter in search_key(text) if letter.isalnum())
    # Folded once more: where two words meet, two letters may come to stand for one.
    return search_key(letters).replace("ae", "a").replace("ue", "u")
