"""What lies beside the archive on the owner's disk: accounts, a CRM's contacts, a calendar, an address book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kreds.demo.accounts import draw_accounts
from kreds.demo.address_book import Card, draw_cards
from kreds.demo.crm import CrmRow, draw_crm
from kreds.demo.gestures import Gesture
from kreds.demo.known import Account, Known, Mailboxes, known_relation
from kreds.demo.meetings import Meeting, draw_meetings
from kreds.demo.options import DemoOptions
from kreds.demo.outsiders import OutsiderMaker
from kreds.demo.owner import Owner
from kreds.demo.people import Relation


@dataclass(frozen=True, slots=True)
class Outside:
    """All of it, and who is behind it: ``relations`` and ``people`` (who are none) by their ids."""

    accounts: tuple[Account, ...]
    people: tuple[Known, ...]
    relations: tuple[Known, ...]
    crm: tuple[CrmRow, ...]
    meetings: tuple[Meeting, ...]
    cards: tuple[Card, ...]


def draw_outside(
    options: DemoOptions, owner: Owner, relations: Sequence[Relation], invitations: Sequence[Gesture]
) -> Outside:
    """Everything beside the archive of these options; people behind open invitations are among the outsiders."""
    mailboxes = Mailboxes(options, owner)
    accounts = draw_accounts(options, owner)
    known = tuple(
        known_relation(
            index,
            relation,
            email=mailboxes.at_work(relation.first_name, relation.last_name, relation.company),
            last_activity=_last_activity(relation, options.day),
        )
        for index, relation in enumerate(relations)
    )
    people = tuple(OutsiderMaker(options, owner, accounts, mailboxes).all(relations, invitations))
    return Outside(
        accounts=accounts,
        people=people,
        relations=known,
        crm=draw_crm(options, list(zip(known, relations, strict=True)), people, mailboxes),
        meetings=draw_meetings(options, owner, list(zip(known, relations, strict=True)), people),
        cards=draw_cards(options, list(zip(known, relations, strict=True)), people),
    )


def _last_activity(relation: Relation, day: date) -> date | None:
    """When a CRM last saw something of a relation: as long as their talk lasts, or not at all."""
    rhythm = relation.rhythm
    if not rhythm.is_dialogue:
        return None
    return rhythm.fades or max(rhythm.starts, day - timedelta(days=min(round(rhythm.interval_days), 900)))
