"""Somebody who is not (or no longer) a relation, and all that tells whether and how the two know each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kreds.model.level import Level
from kreds.model.segment import AccountStatus
from kreds.model.title import Title
from kreds.text.urls import people_search_url, profile_url

UNREAD = Title()


@dataclass(frozen=True, slots=True)
class Outsider:
    """What CRM lists, address books, calendars, messages and LinkedIn's list of invitations say of one person.

    Attributes:
        person: the number of the person.
        status: what a source says they, or their company, are to the owner.
        since: since when a source knows them; ``last_activity`` when it last saw something happen.
        systems: the sources that know them (hubspot, google, calendar, ...).
        meetings: days on which they and the owner met; ``last_meeting`` is the title of the last one, "" if private.
        messages_in: one-to-one messages from them, ``messages_out`` to them, ``last_written`` the day of the last.
        shared: an organization of the owner's at which they are now, as the owner's own file names it;
            ``shared_since`` and ``shared_until`` are the owner's time there, ``studied`` tells that it was a school.
        groups: how likely they are in each group, in [0, 1].
        connected_on: since when they are a relation, or were until ``no_longer_since``; LinkedIn may not say.
        is_listed: that LinkedIn has listed them as a relation, now or before, with the ``level`` they have.
        let_go: that the owner ended it knowingly: said they are worthless, or let them go after a trial.
        received: the day they last invited the owner, with ``message`` (its words, where those are kept) of
            ``message_length`` characters; ``sent`` the day LinkedIn's own list says the owner invited them,
            ``noted`` with a note.
    """

    person: int
    name: str
    slug: str = ""
    email: str = ""
    company: str = ""
    domain: str = ""
    title: str = ""
    place: str = ""
    industry: str = ""
    status: AccountStatus = AccountStatus.NONE
    since: date | None = None
    last_activity: date | None = None
    systems: tuple[str, ...] = ()
    meetings: int = 0
    first_met: date | None = None
    last_met: date | None = None
    last_meeting: str = ""
    messages_in: int = 0
    messages_out: int = 0
    last_written: date | None = None
    shared: str = ""
    shared_since: date | None = None
    shared_until: date | None = None
    studied: bool = False
    groups: Mapping[str, float] = field(default_factory=dict)
    read_title: Title = UNREAD
    connected_on: date | None = None
    no_longer_since: date | None = None
    is_listed: bool = False
    level: Level | None = None
    let_go: bool = False
    received: date | None = None
    message: str = ""
    message_length: int = 0
    sent: date | None = None
    noted: bool = False

    @property
    def is_relation(self) -> bool:
        """Whether the two are connected now."""
        return self.is_listed and self.no_longer_since is None

    @property
    def link(self) -> str:
        """Their profile on LinkedIn, else LinkedIn's search for their name and company; "" where neither is known."""
        return profile_url(self.slug) or people_search_url(self.name, self.company)

    @property
    def first_name(self) -> str:
        """The name by which one greets.

        >>> Outsider(1, "Anna Maria Holm").first_name
        'Anna'
        """
        return self.name.split()[0] if self.name.split() else ""
