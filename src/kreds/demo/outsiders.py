"""People whom the owner knows, or should know, and is not connected with."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kreds.demo import companies
from kreds.demo.gestures import Direction, Gesture
from kreds.demo.known import Account, Known, Mailboxes
from kreds.demo.options import DemoOptions
from kreds.demo.owner import Owner
from kreds.demo.pending import OUTSIDERS
from kreds.demo.people import PeopleMaker, Relation

PER_RELATION = {
    "current_customer": 0.07, "former_customer": 0.065, "potential_customer": 0.10, "network": 0.02,
    "former_colleague": 0.02, "headhunter": 0.015, "": 0.10,
}  # fmt: skip
"""How many outsiders of a kind there are for each relation."""

_MET = {"current_customer": 0.45, "former_customer": 0.35, "potential_customer": 0.18, "network": 1.0,
        "former_colleague": 0.7, "headhunter": 0.8}  # fmt: skip
_STATUS = {"current_customer": "current", "former_customer": "former", "potential_customer": "potential"}
_TITLES = {"da": companies.TITLES_DA, "en": companies.TITLES_EN}
_ODD_TITLES = ("Indkøber; drift & vedligehold", 'Direktør, "Kunden først"')
_DEPARTMENTS = {"da": ("Bogholderiet", "Receptionen", "Kundeservice", "Test Testesen", "Indkøb"),
                "en": ("Accounts Payable", "Reception", "Customer Service", "Test Test", "Purchasing")}  # fmt: skip


_NAMESAKES = 6


class OutsiderMaker:
    """Draws outsiders one after another."""

    def __init__(self, options: DemoOptions, owner: Owner, accounts: Sequence[Account], mailboxes: Mailboxes) -> None:
        """Start the stream of chance of the options."""
        self._rng = random.Random(f"{options.seed}/{options.language}/outsiders")
        self._maker = PeopleMaker(options, stream="outsiders")
        self._options, self._owner, self._mailboxes = options, owner, mailboxes
        self._accounts = accounts
        self._by_status: dict[str, list[Account]] = {}
        for account in accounts:
            self._by_status.setdefault(account.status, []).append(account)
        self._count = 0

    def all(self, relations: Sequence[Relation], invitations: Sequence[Gesture]) -> Iterator[Known]:
        """Those who have invited the owner or were invited, namesakes of relations, and everybody else."""
        for gesture in invitations:
            if gesture.who.relation < 0 and gesture.status in OUTSIDERS:
                who = gesture.who
                yield self._known(gesture.status, (who.first_name, who.last_name, who.slug), gesture=gesture)
        common = [relation for relation in relations if _is_common(relation)]
        for relation in common[:: max(1, len(common) // _NAMESAKES)][:_NAMESAKES]:
            name = relation.first_name, relation.last_name
            yield self._known("potential_customer", (*name, self._maker.slug(*name)))
        for kind, share in PER_RELATION.items():
            for _ in range(round(share * len(relations))):
                first, last, _ = self._maker.person_name()
                yield self._known(kind, (first, last, self._maker.slug(first, last)))

    def _known(self, kind: str, named: tuple[str, str, str], *, gesture: Gesture | None = None) -> Known:
        rng, day = self._rng, self._options.day
        first, last, slug = named
        self._count += 1
        kind = kind if kind != "met" else "network"
        account = self._account(kind)
        company = account.name if account else self._company(kind)
        since = self._since(account)
        incoming = gesture is not None and gesture.direction is Direction.INCOMING
        known = Known(
            id=f"outsider-{self._count}",
            relation=-1,
            first_name=first,
            last_name=last,
            slug=slug,
            language="da" if self._options.language == "da" else "en",
            kind=kind,
            company=company,
            title=self._title(kind),
            email=self._mailboxes.at_work(first, last, company),
            since=since,
            last_activity=self._last_activity(kind, since, account),
            met=rng.random() < _MET.get(kind, 0.0) or (incoming and kind == "network"),
        )
        if kind == "" and gesture is None and rng.random() < 0.12:
            name = rng.choice(_DEPARTMENTS[self._options.language])
            return replace(known, first_name=name, last_name="", is_person=False, title="")
        return replace(known, last_activity=day) if known.last_activity and known.last_activity > day else known

    def _account(self, kind: str) -> Account | None:
        found = self._by_status.get(_STATUS.get(kind, kind))
        return self._rng.choice(found) if found else None

    def _company(self, kind: str) -> str:
        """Where somebody works who works at no account: a former colleague often where the owner was with them."""
        rng = self._rng
        if kind == "former_colleague" and rng.random() < 0.6:
            return rng.choice(self._owner.positions[1:]).company
        if kind == "network" and rng.random() < 0.5:
            return rng.choice(companies.PUBLIC[4:7])
        return self._maker.company(kind) if kind or rng.random() < 0.7 else ""

    def _title(self, kind: str) -> str:
        titles = _TITLES[self._options.language]
        if kind in _STATUS:
            return self._rng.choice(titles["buyer"] + _ODD_TITLES)
        named = {"network": "partner", "former_colleague": "peer", "headhunter": "headhunter", "": "stranger"}
        return self._rng.choice(titles[named[kind]])

    def _since(self, account: Account | None) -> date:
        first = account.since if account and account.since else self._options.day - timedelta(days=1_400)
        last = (account.until if account and account.until else self._options.day) - timedelta(days=20)
        return first + timedelta(days=self._rng.randrange(max(1, (last - first).days)))

    def _last_activity(self, kind: str, since: date, account: Account | None) -> date | None:
        rng, day = self._rng, self._options.day
        if kind == "former_customer" and account and account.until:
            return max(since, account.until - timedelta(days=rng.randrange(0, 200)))
        if kind == "current_customer":
            return max(since, day - timedelta(days=rng.randrange(3, 260)))
        if rng.random() < 0.3:
            return None
        return since + timedelta(days=rng.randrange((day - since).days + 1))


def _is_common(relation: Relation) -> bool:
    """Whether the name is one plain first name and one plain surname, as namesakes have."""
    return relation.origin in {"da", "en"} and relation.first_name.isalpha() and relation.last_name.isalpha()
