"""An invented network beside an invented CRM list, with the truth of who is who (the kind of stack.md 4b).

Names, companies and titles are drawn by Zipf's law, so that many people share theirs. Of those in both lists a quarter
have another company in the CRM, and names are misspelled, shortened, turned round and transliterated. An e-mail address
that the network knows too stands at 4 % of them, a profile address at 12 %.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreds.demo.companies import FORMS, STEMS, TRADES
from kreds.demo.names import DANISH, INTERNATIONAL
from kreds.resolve.linkage import LinkRow

ZIPF = 0.9
CHANGED_COMPANY, NO_COMPANY, OTHER_FORM = 0.25, 0.10, 0.30
NO_TITLE, CHANGED_TITLE = 0.30, 0.30
SHORT_NAME, FIRST_TYPO, LAST_TYPO, NEW_LAST, TURNED = 0.05, 0.06, 0.08, 0.02, 0.02
MIDDLE, MIDDLE_SHOWN, TRANSLITERATED = 0.30, 0.45, 0.15
WITH_DOMAIN, WITH_MAIL = 0.25, 0.15
KNOWN_MAIL, KNOWN_URL = 0.04, 0.12
_FRONT = [
    "Høj",
    "Lind",
    "Sten",
    "Ny",
    "Sand",
    "Skov",
    "Sø",
    "Bøg",
    "Eg",
    "Ask",
    "Birke",
    "Klit",
    "Mark",
    "Eng",
    "Vester",
    "Øster",
    "Nør",
    "Sønder",
    "Over",
    "Neder",
    "Kirke",
    "Mølle",
    "Bro",
    "Gade",
    "Kær",
    "Lyng",
    "Ravn",
    "Hede",
    "Rør",
    "Tved",
    "Hassel",
    "Elle",
    "Horne",
    "Kalv",
    "Grøn",
    "Hvid",
    "Ler",
    "Sol",
    "Vind",
    "Dam",
]
_BACK = [
    "gaard",
    "holm",
    "berg",
    "lund",
    "dal",
    "strup",
    "bæk",
    "by",
    "vig",
    "høj",
    "borg",
    "toft",
    "kjær",
    "rup",
    "sted",
    "lev",
    "løse",
    "mark",
    "skov",
    "bo",
    "vad",
    "bjerg",
    "rød",
    "ager",
    "kilde",
    "hus",
    "bjerre",
    "vang",
]
_WORK = [
    "Sales",
    "Marketing",
    "Finance",
    "IT",
    "HR",
    "Product",
    "Operations",
    "Logistics",
    "Legal",
    "Design",
    "Data",
    "Research",
    "Quality",
    "Purchasing",
    "Service",
    "Communication",
    "Project",
    "Business",
    "Digital",
    "Supply",
]
_RANK = [
    "Manager",
    "Director",
    "Consultant",
    "Specialist",
    "Coordinator",
    "Assistant",
    "Partner",
    "Analyst",
    "Engineer",
    "Adviser",
    "Head",
    "Lead",
]
_PLAIN = str.maketrans({"ø": "oe", "å": "aa", "æ": "ae", "Ø": "Oe", "Å": "Aa", "Æ": "Ae", "é": "e", "ö": "o", "ü": "u"})
_SHORT = {"Christian": "Chris", "Michael": "Mike", "Thomas": "Tom", "Robert": "Bob", "William": "Bill"}
_LUCK = 16


@dataclass(frozen=True, slots=True)
class Invented:
    """The two lists, and which of them are one human: (key of a relation, key of a contact)."""

    relations: tuple[LinkRow, ...]
    contacts: tuple[LinkRow, ...]
    truth: frozenset[tuple[str, str]]


def invent(relations: int = 30_000, contacts: int = 100_000, both: int = 20_000, *, seed: int) -> Invented:
    """Draw the two lists; the same seed gives the same."""
    world = _World(np.random.default_rng(seed), relations + contacts - both)
    first_contact = relations - both
    listed = [world.on_linkedin(one) for one in range(relations)]
    numbers = world.draw.permutation(contacts)
    named, truth = [], set()
    for one in range(first_contact, world.size):
        row = world.in_crm(one)._replace(key=f"crm:crm|{numbers[one - first_contact]}")
        if one < relations:
            luck = world.luck[one]
            if luck[0] < KNOWN_MAIL:
                listed[one] = listed[one]._replace(emails=world.address(one))
                row = row._replace(emails=world.address(one))
            truth.add((listed[one].key, row.key))
        named.append(row)
    return Invented(tuple(listed), tuple(named), frozenset(truth))


def febrl_like(people: int = 5_000, *, seed: int) -> Invented:
    """Two lists of the same people as FEBRL's fourth set has them: address, birthday and suburb beside the name.

    They take the part of company, title and place; one field in six of the second list is misspelled or missing.
    """
    world = _World(np.random.default_rng(seed), people)
    draw = world.draw
    left: list[LinkRow] = []
    right: list[LinkRow] = []
    truth = set()
    for one in range(people):
        day = f"{1920 + draw.integers(80)}{1 + draw.integers(12):02}{1 + draw.integers(28):02}"
        street = f"{1 + draw.integers(200)} {world.pools['last'][int(draw.integers(1000))]} street"
        place = f"{2000 + draw.integers(900)} {world.pools['last'][int(draw.integers(400))]}"
        first, last = world.named(one)
        told = [first, last, street, day, place]
        again = ["" if luck < 1 / 12 else world.typo(word) if luck < 1 / 6 else word
                 for word, luck in zip(told, draw.random(5), strict=True)]  # fmt: skip
        keys = f"rec-{one}-org", f"rec-{one}-dup-0"
        for side, (a, b, company, title, where), key in zip((left, right), (told, again), keys, strict=True):
            side.append(LinkRow(key, f"{a} {b}".strip(), company=company, title=title, place=where))
        truth.add(keys)
    return Invented(tuple(left), tuple(right), frozenset(truth))


class _World:
    """Everybody there is, and the luck of each in being written down."""

    def __init__(self, draw: np.random.Generator, size: int) -> None:
        self.draw, self.size = draw, size
        self.pools = _pools()
        self.has = {name: _zipf(draw, len(pool), size) for name, pool in self.pools.items()}
        self.other = {name: _zipf(draw, len(pool), size) for name, pool in self.pools.items()}
        self.middle = np.where(draw.random(size) < MIDDLE, _zipf(draw, len(self.pools["last"]), size), -1)
        self.number = draw.permutation(size)
        self.luck = draw.random((size, _LUCK))

    def on_linkedin(self, one: int) -> LinkRow:
        """As LinkedIn lists them: name, company, title and address, one in ten with an e-mail address."""
        name = self._name(one, between=self.luck[one, 1] < 0.5)
        mails = self.address(one) if self.luck[one, 2] < 0.1 else ()
        company, title = self._of("company", one), self._of("title", one)
        return LinkRow(f"in:{self._slug(one)}", name, mails, self._slug(one), company, "", title)

    def in_crm(self, one: int) -> LinkRow:
        """As somebody typed them into a CRM, some time ago."""
        luck = self.luck[one]
        house = self._of("company", one, changed=luck[3] < CHANGED_COMPANY)
        domain = f"{_plain(house)[:14]}.dk" if luck[4] < WITH_DOMAIN else ""
        title = "" if luck[5] < NO_TITLE else self._of("title", one, changed=luck[5] < NO_TITLE + CHANGED_TITLE)
        first, last = self._first_in_crm(one), self._last_in_crm(one)
        mails = (f"{_plain(first[:1] + last)}@{domain}",) if luck[4] < WITH_MAIL else ()
        slug = self._slug(one) if luck[6] < KNOWN_URL else ""
        shown = "" if luck[7] < NO_COMPANY else _other_form(house) if luck[8] < OTHER_FORM else house
        between = self.pools["last"][self.middle[one]] if self.middle[one] >= 0 and luck[9] < MIDDLE_SHOWN else ""
        words = [last, first] if luck[10] < TURNED else [first, between, last]
        name = " ".join(word for word in words if word)
        name = name.translate(_PLAIN) if luck[11] < TRANSLITERATED else name
        return LinkRow("", name, mails, slug, shown, domain, title)

    def address(self, one: int) -> tuple[str]:
        """Their private e-mail address."""
        return (f"p{self.number[one]}@example.dk",)

    def _first_in_crm(self, one: int) -> str:
        name, luck = self._of("first", one), self.luck[one, 12]
        if luck < SHORT_NAME:
            return _SHORT.get(name, f"{name[0]}.")
        return self.typo(name) if luck < SHORT_NAME + FIRST_TYPO else name

    def _last_in_crm(self, one: int) -> str:
        luck = self.luck[one, 13]
        name = self._of("last", one, changed=luck < NEW_LAST)
        return self.typo(name) if NEW_LAST <= luck < NEW_LAST + LAST_TYPO else name

    def _of(self, what: str, one: int, *, changed: bool = False) -> str:
        return self.pools[what][int((self.other if changed else self.has)[what][one])]

    def _name(self, one: int, *, between: bool) -> str:
        middle = self.pools["last"][self.middle[one]] if between and self.middle[one] >= 0 else ""
        return " ".join(word for word in (self._of("first", one), middle, self._of("last", one)) if word)

    def _slug(self, one: int) -> str:
        return f"{_plain(self._of('first', one))}-{_plain(self._of('last', one))}-{self.number[one]:x}"

    def named(self, one: int) -> tuple[str, str]:
        """First and last name."""
        return self._of("first", one), self._of("last", one)

    def typo(self, word: str) -> str:
        """One letter left out, doubled, swapped with the next, or another."""
        at, kind = int(self.draw.integers(1, max(2, len(word)))), int(self.draw.integers(4))
        if kind == 0:
            return word[:at] + word[at + 1 :]
        if kind == 1:
            return word[:at] + word[at - 1] + word[at:]
        if kind == 2:
            return word[: at - 1] + word[at : at + 1] + word[at - 1] + word[at + 1 :]
        return word[:at] + "etaonris"[int(self.draw.integers(8))] + word[at + 1 :]


def _other_form(company: str) -> str:
    *words, last = company.split()
    return " ".join(words) if words and last in {"A/S", "ApS", "I/S"} else f"{company} A/S"


def _plain(text: str) -> str:
    return "".join(sign for sign in text.lower().translate(_PLAIN) if sign.isascii() and sign.isalnum())


def _pools() -> dict[str, list[str]]:
    first = dict.fromkeys([*DANISH.first, *(name for table in INTERNATIONAL for name in table.first)])
    compounds = [front + back for back in _BACK for front in _FRONT]
    last = dict.fromkeys([*DANISH.last, *(name for table in INTERNATIONAL for name in table.last), *compounds])
    trades = [word for row in TRADES for word in row]
    forms = ["", "", *FORMS]
    company = [
        f"{stem} {trade} {forms[(i + 7 * j) % len(forms)].strip()}".strip()
        for j, trade in enumerate(trades)
        for i, stem in enumerate(STEMS)
    ]
    title = [f"{work} {rank}" for rank in _RANK for work in _WORK]
    return {"first": list(first), "last": list(last), "company": list(dict.fromkeys(company))[:6000], "title": title}


def _zipf(draw: np.random.Generator, size: int, count: int) -> NDArray[np.int64]:
    weight = np.arange(1, size + 1, dtype=np.float64) ** -ZIPF
    return draw.choice(size, count, p=weight / weight.sum())
