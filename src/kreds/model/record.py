"""What one row of a source said, with the line it stood in.

Readers yield records, `Rejected` rows and `Skipped` rows; nothing is dropped without one of the three.
Times are seconds since 1970-01-01 UTC, days are `datetime.date`. Texts are NFC, kept as the source wrote them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kreds.model.interaction import Channel, Direction, Precision
from kreds.model.post import PostFigures, ReactionKind
from kreds.model.segment import AccountStatus


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody as a source wrote them.

    ``slug`` is the comparable form of the profile address (`kreds.text.urls.profile_slug`), ``name`` the display
    name, ``email`` lower case; each is "" when the source does not say.
    """

    slug: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionRecord:
    """One relation in one Connections file: who, and their work on the day of the export."""

    line: int
    slug: str
    first_name: str
    last_name: str
    email: str
    company: str
    title: str
    connected_on: date | None


@dataclass(frozen=True, slots=True)
class HiddenConnection:
    """A row with nothing but a day: a member who has hidden, closed or lost the profile."""

    line: int
    connected_on: date


@dataclass(frozen=True, slots=True)
class InteractionRecord:
    """One exchange that is not a message: invitation, endorsement, recommendation, note, follow.

    ``detail`` is what was said in short (skill, status); ``text`` the words, kept only when the person asks for it.
    ``owner`` is the owner as this row names them, where it does: invitations tell whose network it is.
    """

    line: int
    channel: Channel
    direction: Direction
    party: Party
    at: int | None
    precision: Precision
    detail: str = ""
    text: str = ""
    owner: Party = Party()


class ActivityKind(StrEnum):
    """What the owner did alone; these rows name no counterpart."""

    REACTION = "reaction"
    COMMENT = "comment"
    SHARE = "share"
    REPOST = "repost"
    VOTE = "vote"
    SAVED = "saved"
    ARTICLE = "article"
    COMPANY_FOLLOW = "company_follow"
    EVENT = "event"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """One thing the owner did: ``detail`` is its kind or title, ``text`` its words."""

    line: int
    kind: ActivityKind
    at: int | None
    precision: Precision
    url: str = ""
    detail: str = ""
    text: str = ""


class AffiliationKind(StrEnum):
    """Why the owner belonged to an organization."""

    EMPLOYMENT = "employment"
    EDUCATION = "education"


@dataclass(frozen=True, slots=True)
class AffiliationRecord:
    """A role of the owner at an organization; days are the first of the stated month or year, None if not stated."""

    line: int
    kind: AffiliationKind
    organization: str
    title: str
    since: date | None
    until: date | None
    precision: Precision
    location: str = ""


@dataclass(frozen=True, slots=True)
class OwnerFact:
    """Something a source says of the owner: ``kind`` is name, headline, industry, location or email.

    ``more`` holds further facts of the same row, each a kind and a value.
    """

    line: int
    kind: str
    value: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """A person of the owner's uploaded address book (phone numbers and birthdays are left out)."""

    line: int
    first_name: str
    last_name: str
    emails: tuple[str, ...]
    company: str
    title: str
    created_at: int | None


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A person of a CRM, an address book or a list.

    ``system`` names where the file is from (hubspot, pipedrive, salesforce, dynamics, google, outlook, vcard, list),
    ``external_id`` is that system's own number, ``emails`` are lower case, the main one first. ``name`` is the whole
    name where the source does not split it. ``status`` is what the source says the person, or their company, is to the
    owner. ``since`` is since when they are known, ``last_activity`` when the system last saw something happen.
    """

    line: int
    system: str
    first_name: str = ""
    last_name: str = ""
    name: str = ""
    emails: tuple[str, ...] = ()
    slug: str = ""
    company: str = ""
    domain: str = ""
    title: str = ""
    place: str = ""
    industry: str = ""
    status: AccountStatus = AccountStatus.NONE
    since: date | None = None
    last_activity: date | None = None
    external_id: str = ""

    @property
    def full_name(self) -> str:
        """The name as one text."""
        return self.name or f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """A company of a CRM or of a plain list, and what it is to the owner; ``domain`` is lower case, without www."""

    line: int
    system: str
    name: str
    domain: str = ""
    status: AccountStatus = AccountStatus.NONE
    industry: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    external_id: str = ""


class Answer(StrEnum):
    """What somebody answered to the invitation to a meeting."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """One participant of a meeting."""

    party: Party
    answer: Answer = Answer.UNKNOWN
    is_organizer: bool = False


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting, or one occurrence of a series.

    ``uid`` and ``recurrence`` (the second the occurrence was planned for, 0 for a single meeting) name it, a higher
    ``sequence`` replaces a lower one. ``at`` is seconds since 1970-01-01 UTC. ``attendees`` leaves nobody out but those
    beyond the reader's cap; ``size`` counts all. ``owner`` is whose calendar it is, as far as the calendar tells.
    """

    line: int
    uid: str
    recurrence: int
    sequence: int
    at: int
    precision: Precision
    minutes: int
    title: str
    place: str
    attendees: tuple[Attendee, ...]
    size: int
    is_canceled: bool = False
    is_private: bool = False
    owner: Party = Party()


@dataclass(frozen=True, slots=True)
class PostFiguresRecord:
    """What LinkedIn's analytics say of one post: ``post`` is its key (`kreds.text.posts.post_key`)."""

    line: int
    post: str
    published: date | None
    figures: PostFigures


@dataclass(frozen=True, slots=True)
class PostReactionRecord:
    """Somebody who reacted to a post of the owner's.

    ``post`` is the post's key, "" where the source does not say which. ``degree`` is 1 for those LinkedIn calls a
    connection, 2 and 3 for others, 0 where it does not say. ``headline`` is what they write below their name. ``day``
    is when, as far as the source says.
    """

    line: int
    post: str
    party: Party
    kind: ReactionKind
    headline: str = ""
    degree: int = 0
    day: date | None = None


Record = (
    ConnectionRecord
    | HiddenConnection
    | InteractionRecord
    | ActivityRecord
    | AffiliationRecord
    | OwnerFact
    | AddressRecord
    | ContactRecord
    | AccountRecord
    | MeetingRecord
    | PostFiguresRecord
    | PostReactionRecord
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be read: kept with its raw text, shown, exportable, tried again by a later version."""

    line: int
    code: str
    raw: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row left out on purpose; ``reason`` is one of a few fixed words (draft, sponsored, spam, ...)."""

    line: int
    reason: str
