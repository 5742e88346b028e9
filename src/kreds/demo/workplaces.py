"""Where invented people work, and which of the companies the owner does or did business with."""

import random
import re
from bisect import bisect
from collections.abc import Sequence

from kreds.demo import companies
from kreds.demo.options import DemoOptions

HOMES = ("current_customer", "former_customer", "potential_customer", "partner", "supplier")
"""The groups whose people work at companies that are something to the owner."""

CUSTOMERS = frozenset({"current_customer", "former_customer"})

_AT_HOME = {
    "current_customer": 0.93, "former_customer": 0.9, "potential_customer": 0.62, "partner": 0.5, "supplier": 0.3,
}  # fmt: skip
_ASTRAY = 0.1
"""How many of those who might work anywhere are left at a company of the owner's: real lists are not clean."""
_FORM = re.compile(r"(?: (?:A/S|ApS|I/S|GmbH|AB|AS|Ltd\.?|Group|Inc\.|B\.V\.|SAS))?$")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "é": "e", "è": "e", "É": "e",
                        "ß": "ss", "ł": "l", "ô": "o", "ê": "e"})  # fmt: skip
_INDUSTRIES = {
    "da": ("IT", "Rådgivning", "Byggeri og anlæg", "Energi", "Sundhed og medicin", "Fødevarer", "Transport og logistik",
           "Finans og forsikring", "Medier", "Detailhandel"),
    "en": ("Information technology", "Consulting", "Construction", "Energy", "Health care", "Food production",
           "Transport and logistics", "Finance and insurance", "Media", "Retail"),
}  # fmt: skip
_TRADE = {word: row for row, words in enumerate(companies.TRADES) for word in words}


class Workplaces:
    """The companies of one network: first the owner's customers, prospects, partners and suppliers, then the rest."""

    def __init__(self, options: DemoOptions, employers: frozenset[str]) -> None:
        """Draw the companies of the options; those the owner works or worked at are none of them."""
        rng = random.Random(f"{options.seed}/companies")
        drawn = _pool(rng, max(220, options.relations // 4))
        self.pool = tuple(company for company in drawn if company not in employers)
        most = max(30, len(self.pool) // 8)
        self.customers = range(most)
        half = most // 2
        ends = (half, most, 2 * most, 2 * most + half, 2 * most + half + most // 3)
        self._ends = ends
        self._homes = {home: range(start, end) for home, start, end in zip(HOMES, (0, *ends), ends, strict=False)}
        self._domains: dict[str, str] = {}

    def at(self, home: str) -> tuple[str, ...]:
        """The companies that are one thing to the owner."""
        return tuple(self.pool[place] for place in self._homes[home])

    def home_of(self, place: int) -> str:
        """What the company at a place of the pool is to the owner; "" for most."""
        found = bisect(self._ends, place)
        return HOMES[found] if found < len(HOMES) else ""

    def settled(self, place: int, segment: str, chance: float) -> str:
        """The company for somebody of a group who was given a place by lot; ``chance`` in [0, 1) says how typical."""
        usual = _AT_HOME.get(segment, 0.0)
        if chance < usual:
            home = self._homes[segment]
            return self.pool[home.start + place % len(home)]
        taken, rest = self._ends[-1], (chance - usual) / (1 - usual)
        if place < taken and rest >= _ASTRAY and segment not in CUSTOMERS:
            return self.pool[taken + place % (len(self.pool) - taken)]
        return self.pool[place]

    def domain(self, company: str) -> str:
        """The address of a company's mail and pages; "" for those that are no company. No two share one."""
        if not company or company in companies.PUBLIC[8:]:
            return ""
        if not self._domains:
            self._domains = _domains(self.pool)
        return self._domains.get(company) or f"{mail_letters(company)}.example"


def industry(company: str, language: str) -> str:
    """The trade that a company's second word tells; "" when it tells none."""
    row = next((_TRADE[word] for word in company.split()[1:] if word in _TRADE), None)
    return "" if row is None else _INDUSTRIES[language][row]


def mail_letters(text: str) -> str:
    """A name as it stands in a mail address: plain letters and digits; "" when it has none."""
    return _NO_LETTER.sub("", text.lower().translate(_PLAIN))


def _domains(pool: Sequence[str]) -> dict[str, str]:
    """The short name where it is free, else the whole one with its legal form."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for company in pool:
        whole = mail_letters(company)
        names = (mail_letters(_FORM.sub("", company)), whole, f"{whole}{len(made)}")
        wanted = next(name for name in names if name not in taken)
        taken.add(wanted)
        made[company] = f"{wanted}.example"
    return made


def _pool(rng: random.Random, size: int) -> tuple[str, ...]:
    """Company names, each once, drawn from stems, trades and legal forms."""
    pool: dict[str, None] = {}
    trades = [word for row in companies.TRADES for word in row]
    most = len(companies.STEMS) * len(trades)
    while len(pool) < min(size, most):
        form = rng.choice(companies.FORMS)
        pool[f"{rng.choice(companies.STEMS)} {rng.choice(trades)}{form}"] = None
    return tuple(pool)
