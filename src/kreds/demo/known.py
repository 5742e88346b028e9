"""Companies and people as files outside LinkedIn know them: relations, and those who are none."""

from dataclasses import dataclass
from datetime import date

from kreds.demo.options import DemoOptions
from kreds.demo.owner import Owner
from kreds.demo.people import Relation, greeting_name, workplaces_of
from kreds.demo.workplaces import mail_letters


@dataclass(frozen=True, slots=True)
class Account:
    """A company that is something to the owner.

    ``status`` is true, ``listed_as`` what the owner's list says (mostly the same; "" when it leaves the company out)
    under the name ``listed_name``. A prospect has no days.
    """

    name: str
    domain: str
    status: str
    industry: str
    place: str
    since: date | None
    until: date | None
    listed_name: str
    listed_as: str
    listed_domain: str


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom a CRM, a calendar, an address book or an open invitation names.

    ``relation`` is an index, -1 for those who are none; ``id`` is a relation's slug or one that only the truth file
    uses. ``kind`` is the first group (`SEGMENTS`), "" for those who are nothing to the owner. ``email`` is the address
    at work. ``is_person`` is False for the mailbox of a department.
    """

    id: str
    relation: int
    first_name: str
    last_name: str
    slug: str
    language: str
    kind: str
    company: str
    title: str
    email: str
    since: date
    last_activity: date | None
    met: bool
    is_person: bool = True

    @property
    def name(self) -> str:
        """First and last name in one."""
        return f"{self.first_name} {self.last_name}".strip()


class Mailboxes:
    """Work addresses, each handed out once."""

    def __init__(self, options: DemoOptions, owner: Owner) -> None:
        """Start with none taken."""
        self._workplaces = workplaces_of(options, owner)
        self._taken: set[str] = set()

    def domain(self, company: str) -> str:
        """The company's domain, or one for private mail."""
        return self._workplaces.domain(company) or "post.example"

    def at_work(self, first: str, last: str, company: str) -> str:
        """First and last name at the company's domain; a namesake there gets a number."""
        family = last.split(",", maxsplit=1)[0].split()[-1:]
        words = [mail_letters(word) for word in (greeting_name(first), *family)]
        local = ".".join(word for word in words if word) or "post"
        domain, number = self.domain(company), 1
        wanted = f"{local}@{domain}"
        while wanted in self._taken:
            number += 1
            wanted = f"{local}{number}@{domain}"
        self._taken.add(wanted)
        return wanted


def known_relation(index: int, relation: Relation, *, email: str, last_activity: date | None) -> Known:
    """A relation as an outside file may know them."""
    return Known(
        id=relation.slug,
        relation=index,
        first_name=relation.first_name,
        last_name=relation.last_name,
        slug=relation.slug,
        language=relation.language,
        kind=relation.segments[0] if relation.segments else "",
        company=relation.company,
        title=relation.title,
        email=email,
        since=relation.connected_on,
        last_activity=last_activity,
        met=relation.met,
    )
