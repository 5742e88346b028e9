"""Cards, each read alone: one that is broken costs nobody else their place.

Only the properties named in `PROPERTIES` are looked at: pictures, phone numbers, birthdays, streets and notes are not,
also not of a card that is set aside. Nothing is ever fetched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kreds.model.record import ContactRecord, Rejected, Skipped
from kreds.sources.container import Member
from kreds.sources.content_lines import Part, Property, Repairs, components_of, read_parts, unescaped
from kreds.text.names import clean
from kreds.text.phrase import Phrase
from kreds.text.urls import is_page, profile_slug

VERSION = 1
SYSTEM = "vcard"
NO_NAME, NOT_A_PERSON = "no name", "not a person"
CUT, NO_PROPERTY = "ROW-CUT", "ROW-LINE"
PROPERTIES = (
    "VERSION", "KIND", "UID", "FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "EMAIL", "URL", "X-SOCIALPROFILE",
    "SOCIALPROFILE", "ADR", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", "AGENT",
)  # fmt: skip
_PEOPLE = frozenset({"", "individual", "x-individual"})
_MOST_MAILS = 50
_LONGEST_MAIL = 320

Outcome = ContactRecord | Rejected | Skipped


@dataclass(slots=True)
class CardsRead:
    """What an address book holds: an outcome for every card."""

    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[Phrase] = field(default_factory=list)


def read_cards(member: Member, *, on_bytes: Callable[[int], None] | None = None) -> CardsRead:
    """Read an address book.

    Args:
        member: the file.
        on_bytes: told how many bytes have been read.

    Raises:
        RefusedError: the bytes are not what was announced.
    """
    repairs, found = Repairs(), CardsRead()
    agents = 0
    for part in read_parts(member, {"VCARD": PROPERTIES}, repairs, on_bytes=on_bytes):
        agents += sum(not one.value for one in part.all("AGENT"))
        found.outcomes.append(_card(part))
    found.notes += repairs.notes()
    if agents:
        found.notes.append(
            Phrase(
                "%(n)s card within another card was passed over.",
                plural="%(n)s cards within other cards were passed over.",
                n=agents,
                facts={"n": agents},
            )
        )
    return found


def _card(part: Part) -> Outcome:
    """One card: a person, or why it is none."""
    if not part.is_whole:
        return Rejected(part.line, CUT, part.raw)
    if part.odd:
        return Rejected(part.line, NO_PROPERTY, part.raw, {"value": part.odd[0][1]})
    kind = _text(part, "KIND") or _text(part, "X-ADDRESSBOOKSERVER-KIND")
    if kind.lower() not in _PEOPLE or _text(part, "X-ABSHOWAS").upper() == "COMPANY":
        return Skipped(part.line, NOT_A_PERSON)
    first, last = _first_and_last(part)
    name = "" if first or last else _text(part, "FN") or _text(part, "NICKNAME")
    company = _company(part)
    mails = tuple(_mails(part))
    if name in mails or (name and name.lower() in mails):
        name = ""
    if not (first or last or name or mails):
        return Skipped(part.line, NOT_A_PERSON if company else NO_NAME)
    if name and name == company:
        return Skipped(part.line, NOT_A_PERSON)
    return ContactRecord(
        line=part.line,
        system=SYSTEM,
        first_name=first,
        last_name=last,
        name=name,
        emails=mails,
        slug=_slug(part),
        company=company,
        title=_text(part, "TITLE") or _text(part, "ROLE"),
        place=_place(part),
        external_id=_text(part, "UID"),
    )


def _text(part: Part, name: str) -> str:
    found = part.first(name)
    return clean(unescaped(found.value)) if found else ""


def _first_and_last(part: Part) -> tuple[str, str]:
    """The first names, and the last; titles and suffixes are left out."""
    found = part.first("N")
    pieces = [clean(one) for one in components_of(found.value)] if found else []
    last, first, middle = (*pieces[:3], "", "", "")[:3]
    return clean(f"{first} {middle}"), last


def _company(part: Part) -> str:
    found = part.first("ORG")
    return clean(components_of(found.value)[0]) if found else ""


def _mails(part: Part) -> Iterator[str]:
    """The addresses in lower case, each once, the preferred one first."""
    told = sorted(part.all("EMAIL"), key=lambda one: not _is_preferred(one))
    found = (clean(unescaped(one.value)).lower().removeprefix("mailto:") for one in told)
    mails = (mail for mail in found if "@" in mail and len(mail) <= _LONGEST_MAIL and " " not in mail)
    return iter(list(dict.fromkeys(mails))[:_MOST_MAILS])


def _is_preferred(told: Property) -> bool:
    types = (*told.parameters.get("TYPE", ()), *told.parameters.get("PREF", ()))
    return any(one.upper() in {"PREF", "1"} for one in types)


def _slug(part: Part) -> str:
    """The profile address on LinkedIn, wherever the card has it."""
    for told in part.all("URL", "X-SOCIALPROFILE", "SOCIALPROFILE"):
        slug = profile_slug(clean(unescaped(told.value)))
        if slug and not is_page(slug):
            return slug
    return ""


def _place(part: Part) -> str:
    """City and country, of the first address that has them, work before home; the street is not looked at."""
    addresses = sorted(part.all("ADR"), key=lambda one: "WORK" not in map(str.upper, one.parameters.get("TYPE", ())))
    for told in addresses:
        pieces = [clean(one) for one in components_of(told.value)]
        city, country = (*pieces[3:4], "")[0], (*pieces[6:7], "")[0]
        if city or country:
            return ", ".join(filter(None, (city, country)))
    return ""
