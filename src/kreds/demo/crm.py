"""The contact list of the owner's CRM: some relations, badly spelled; customers and leads; and what collects in a CRM."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from kreds.demo import names
from kreds.demo.companies import PLACES
from kreds.demo.known import Known, Mailboxes
from kreds.demo.misspelled import miswritten
from kreds.demo.options import DemoOptions
from kreds.demo.people import Odds, Relation
from kreds.demo.workplaces import industry

IN_CRM = {
    "current_customer": 0.88, "former_customer": 0.75, "potential_customer": 0.42, "partner": 0.3, "supplier": 0.06,
    "network": 0.12, "press": 0.2, "former_colleague": 0.05, "personal": 0.02, "": 0.02,
}  # fmt: skip
"""How likely a relation of a group stands in the CRM."""

_OUTSIDER_IN_CRM = {"network": 0.15, "former_colleague": 0.1, "headhunter": 0.05}
_STAGES = {
    "current_customer": Odds({"Customer": 92, "Evangelist": 4, "Opportunity": 4}),
    "former_customer": Odds({"Former Customer": 60, "Customer": 20, "Other": 20}),
    "potential_customer": Odds({"Lead": 40, "Marketing Qualified Lead": 20, "Sales Qualified Lead": 20, "Opportunity": 20}),
    "partner": Odds({"Other": 70, "Evangelist": 30}),
}  # fmt: skip
_OTHER_STAGES = Odds({"Subscriber": 50, "Other": 25, "": 20, "Lead": 5})
_LEADS = Odds({"": 60, "New": 10, "Open": 8, "In Progress": 8, "Connected": 8, "Unqualified": 4, "Bad Timing": 2})
_OWNERS = {"da": ("Signe Ravnsø", "Bjarke Holm", "Lise Krogh"), "en": ("Imogen Hartleyford", "Owen Hall", "Lise Krogh")}


@dataclass(frozen=True, slots=True)
class CrmRow:
    """One row, and whose it is: ``of`` is the person's id, ``how`` what a matcher may hold on to, ``done`` the harm."""

    record_id: str
    first_name: str
    last_name: str
    email: str
    phone: str
    title: str
    company: str
    owner: str
    lead: str
    stage: str
    created: datetime
    last_activity: date | None
    city: str
    industry: str
    url: str
    of: str
    how: str
    done: tuple[str, ...]


def draw_crm(
    options: DemoOptions,
    relations: Sequence[tuple[Known, Relation]],
    outsiders: Sequence[Known],
    mailboxes: Mailboxes,
) -> tuple[CrmRow, ...]:
    """All rows by their number; one in forty people stands there twice."""
    rng = random.Random(f"{options.seed}/{options.language}/crm")
    writer = _Writer(rng, options)
    rows = [writer.row(known, relation) for known, relation in relations if rng.random() < IN_CRM.get(known.kind, 0.02)]
    rows += [writer.row(known, None) for known in outsiders if rng.random() < _OUTSIDER_IN_CRM.get(known.kind, 0.93)]
    again = [row for row in rows if rng.random() < 0.025 and row.last_name]
    rows += [writer.again(row, mailboxes) for row in again]
    rng.shuffle(rows)
    return tuple(replace(row, record_id=str(20_001 + 7 * place)) for place, row in enumerate(rows))


class _Writer:
    def __init__(self, rng: random.Random, options: DemoOptions) -> None:
        self._rng = rng
        self._options = options
        self._owners = _OWNERS[options.language]

    def row(self, known: Known, relation: Relation | None) -> CrmRow:
        rng = self._rng
        first, last = known.first_name, known.last_name
        done: tuple[str, ...] = ()
        if known.is_person:
            first, last, done = miswritten(rng, first, last, names.DANISH.last)
        company, title = known.company, known.title
        if relation and relation.job_changes and rng.random() < 0.6:
            company, title = relation.job_changes[-1].old_company, relation.job_changes[-1].old_title
            done += ("former job",)
        email = known.email
        if relation and relation.email and rng.random() < 0.6:
            email = relation.email
        elif rng.random() < 0.07:
            email = ""
        # Whom nothing but a name tells apart has at least their company.
        has_url = rng.random() < (0.16 if relation else 0.06)
        stage = _STAGES.get(known.kind, _OTHER_STAGES).draw(rng)
        return CrmRow(
            record_id="",
            first_name=first,
            last_name=last,
            email=email.capitalize() if rng.random() < 0.05 else email,
            phone=f"+45 00 {rng.randrange(10, 99)} {rng.randrange(10, 99)} 00" if rng.random() < 0.5 else "",
            title=title if rng.random() < 0.72 else "",
            company=company if rng.random() < 0.94 or not email else "",
            owner=rng.choice(self._owners) if rng.random() < 0.9 else "",
            lead=_LEADS.draw(rng),
            stage=stage,
            created=datetime.combine(known.since, time(rng.randrange(7, 18), rng.randrange(60))),
            last_activity=known.last_activity,
            city=rng.choice(PLACES) if rng.random() < 0.6 else "",
            industry=industry(company, self._options.language) if rng.random() < 0.6 else "",
            url=self._url(known.slug) if has_url else "",
            of=known.id,
            how=self._how(known, relation, email, has_url=has_url, old="former job" in done),
            done=done,
        )

    def again(self, row: CrmRow, mailboxes: Mailboxes) -> CrmRow:
        """The same person entered once more, by somebody who did not look."""
        email = mailboxes.at_work(row.first_name, row.last_name, "") if self._rng.random() < 0.5 else row.email
        later = row.created + timedelta(days=self._rng.randrange(1, 90))
        return replace(
            row,
            email=email,
            phone="",
            url="",
            stage="Lead" if self._rng.random() < 0.5 else row.stage,
            created=min(later, datetime.combine(self._options.day, time(9))),
            how="name" if email != row.email or row.how != "email" else "email",
            done=(*row.done, "twice"),
        )

    def _url(self, slug: str) -> str:
        return (
            self._rng.choice(("https://www.linkedin.com/in/", "linkedin.com/in/", "https://dk.linkedin.com/in/")) + slug
        )

    def _how(self, known: Known, relation: Relation | None, email: str, *, has_url: bool, old: bool) -> str:
        if has_url:
            return "url"
        if relation and relation.email and email == relation.email:
            return "email"
        if not known.is_person:
            return "nobody"
        return "name and former company" if old else "name and company"
