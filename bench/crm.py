"""An invented network beside an invented CRM list, with the truth of who is who (the kind of stack.md 4b).

Names, companies and titles are drawn by Zipf's law, so that many people share theirs; a quarter of the CRM's people
have since changed company; names are misspelled, shortened, transliterated; an e-mail address that the network knows
too stands at 4 %, a profile address at 12 %.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreds.demo.companies import FORMS, STEMS, TRADES
from kreds.demo.names import DANISH, INTERNATIONAL
from kreds.resolve.linkage import LinkRow

ZIPF = 0.9
CHANGED_COMPANY, WITH_MAIL, WITH_URL = 0.25, 0.04, 0.12
_FRONT = "Høj Lind Sten Ny Sand Skov Sø Bøg Eg Ask Birke Klit Mark Eng Vester Øster Nør Sønder Over Neder Kirke Mølle Bro Gade Kær Lyng Ravn Hede Rør Tved Hassel Elle Horne Kalv Grøn Hvid Ler Sol Vind Dam".split()
_BACK = "gaard holm berg lund dal strup bæk by vig høj borg toft kjær rup sted lev løse mark skov bo vad bjerg rød ager ballegaard kilde hus bjerre vang".split()
_WORK = "Sales Marketing Finance IT HR Product Operations Logistics Legal Design Data Research Quality Purchasing Service Communication Project Business Digital Supply".split()
_RANK = "Manager,Director,Consultant,Specialist,Coordinator,Assistant,Partner,Analyst,Engineer,Adviser,Head,Lead".split(",")
_TRANSLITERATED = str.maketrans({"ø": "oe", "å": "aa", "æ": "ae", "Ø": "Oe", "Å": "Aa", "Æ": "Ae", "é": "e", "ö": "o", "ü": "u"})
_PLACES = "København Aarhus Odense Aalborg Esbjerg Randers Kolding Horsens Vejle Roskilde Herning Silkeborg Malmö Oslo Hamburg London".split()
_SHORT = {"Christian": "Chris", "Michael": "Mike", "Thomas": "Tom", "Robert": "Bob", "William": "Bill", "Nikolaj": "Niko", "Frederik": "Frede", "Charlotte": "Lotte", "Kristian": "Christian", "Jakob": "Jacob", "Sofie": "Sophie", "Camilla": "Kamilla"}


@dataclass(frozen=True, slots=True)
class Invented:
    """The two sides, and which of them are one human."""

    relations: tuple[LinkRow, ...]
    contacts: tuple[LinkRow, ...]
    truth: frozenset[tuple[str, str]]


def invent(relations: int = 30_000, contacts: int = 100_000, both: int = 20_000, *, seed: int) -> Invented:
    """Draw the two lists; the same seed gives the same."""
    draw = np.random.default_rng(seed)
    world = relations + contacts - both
    pools = _pools()
    person = {name: _zipf(draw, len(pool), world) for name, pool in pools.items()}
    middle = np.where(draw.random(world) < 0.3, _zipf(draw, len(pools["last"]), world), -1)
    slugs = draw.permutation(world)
    left, right, truth = [], [], set()
    changed = draw.random((world, 12))
    other = {name: _zipf(draw, len(pool), world) for name, pool in pools.items()}
    order = draw.permutation(contacts)
    for one in range(world):
        first, last = pools["first"][person["first"][one]], pools["last"][person["last"][one]]
        between = pools["last"][middle[one]] if middle[one] >= 0 else ""
        company, title = pools["company"][person["company"][one]], pools["title"][person["title"][one]]
        luck, slug = changed[one], _ascii(f"{first}-{last}-{slugs[one]:x}")
        mail = f"p{slugs[one]}@example.dk"
        if one < relations:
            name = f"{first} {between} {last}" if between and luck[0] < 0.5 else f"{first} {last}"
            left.append(LinkRow(f"in:{slug}", name, (mail,) if luck[1] < 0.1 else (), slug, company, "", title, ""))
        if one >= relations - both:
            known = relations > one
            row = _in_crm(draw, (first, between, last), company, title, luck, pools, other, one)
            mails = (mail,) if known and luck[10] < WITH_MAIL else ()
            if known and luck[10] < WITH_MAIL and luck[1] >= 0.1:
                left[one] = left[one]._replace(emails=(mail,))
            number = f"crm:crm|{order[one - (relations - both)]}"
            found = LinkRow(number, row[0], mails or row[1], slug if luck[11] < WITH_URL else "", row[2], row[3], row[4], row[5])
            right.append(found)
            if known:
                truth.add((f"in:{slug}", number))
    return Invented(tuple(left), tuple(right), frozenset(truth))


def _in_crm(draw, name, company, title, luck, pools, other, one):
    first, between, last = name
    moved = luck[2] < CHANGED_COMPANY
    house = pools["company"][other["company"][one]] if moved else company
    shown = house
    if luck[3] < 0.3:
        shown = " ".join(house.split()[:-1]) if house.split()[-1] in ("A/S", "ApS", "I/S") else house + " A/S"
    if luck[4] < 0.10:
        shown = ""
    if luck[5] < 0.30:
        job = ""
    elif luck[5] < 0.6:
        job = pools["title"][other["title"][one]]
    else:
        job = title
    if luck[6] < 0.05:
        first = _SHORT.get(first, first[0] + ".")
    elif luck[6] < 0.11:
        first = _typo(draw, first)
    if luck[7] < 0.08:
        last = _typo(draw, last)
    elif luck[7] < 0.10:
        last = pools["last"][other["last"][one]]  # married
    full = f"{first} {between} {last}" if between and luck[8] < 0.4 else f"{first} {last}"
    if luck[8] > 0.98:
        full = f"{last} {first}"
    if luck[9] < 0.15:
        full = full.translate(_TRANSLITERATED)
    domain = "".join(c for c in house.lower().translate(_TRANSLITERATED) if c.isalnum())[:14] + ".dk"
    mails = (f"{first[0]}{last}@{domain}".lower().translate(_TRANSLITERATED),) if 0.6 < luck[9] < 0.75 else ()
    return full, mails, shown, domain if 0.5 < luck[9] < 0.75 else "", job, ""


def _ascii(text: str) -> str:
    return "".join(sign for sign in text.lower().translate(_TRANSLITERATED) if sign.isascii() and sign not in " '.")


def _typo(draw: np.random.Generator, word: str) -> str:
    """One letter left out, doubled, swapped with the next, or another."""
    at, kind = int(draw.integers(1, max(2, len(word)))), int(draw.integers(4))
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at - 1] + word[at:]
    if kind == 2:
        return word[: at - 1] + word[at : at + 1] + word[at - 1] + word[at + 1 :]
    return word[:at] + "etaonris"[int(draw.integers(8))] + word[at + 1 :]


def _pools() -> dict[str, list[str]]:
    first = list(dict.fromkeys([*DANISH.first, *(name for table in INTERNATIONAL for name in table.first)]))
    compounds = [front + back for back in _BACK for front in _FRONT]
    last = list(dict.fromkeys([*DANISH.last, *(name for table in INTERNATIONAL for name in table.last), *compounds]))
    trades = [word for row in TRADES for word in row]
    company = list(dict.fromkeys(f"{stem} {trade}" + ("" if (i + j) % 3 else f" {FORMS[(i + j) % len(FORMS)].strip()}") for j, trade in enumerate(trades) for i, stem in enumerate(STEMS)))[:6000]
    title = [f"{work} {rank}" for rank in _RANK for work in _WORK]
    return {"first": first, "last": last, "company": company, "title": title}


def _zipf(draw: np.random.Generator, size: int, count: int) -> NDArray[np.int64]:
    weight = np.arange(1, size + 1, dtype=np.float64) ** -ZIPF
    return draw.choice(size, count, p=weight / weight.sum())
