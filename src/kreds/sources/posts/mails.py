"""LinkedIn's mails that somebody has reacted to a post, from one's own mailbox (.eml, .mbox).

Only mails from linkedin.com are opened, and of these only those whose subject says so; the others are counted. A mail
whose receiver found its signature broken is left out. A line that begins with "From " parts two mails only where it is
written as a mailbox writes it and stands behind a blank one: people begin sentences so, too.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from kreds.model.post import ReactionKind
from kreds.model.record import Party, PostReactionRecord, Rejected, Skipped
from kreds.sources.container import Member
from kreds.sources.posts.lists import LONGEST_SLUG
from kreds.sources.posts.words import SUBJECTS
from kreds.sources.rows import is_nobody
from kreds.text.names import clean, search_key
from kreds.text.phrase import Phrase
from kreds.text.posts import post_key
from kreds.text.urls import is_page, profile_slug

VERSION = 1
OTHER_MAIL, OTHER_NOTICE, UNSIGNED, NO_NAME = "other mail", "other notice", "unsigned mail", "no name"
UNREADABLE = "ROW-MAIL"
_LONGEST_MAIL = 512 * 1024
"""Bytes of one mail that are looked at; what lies behind is an attachment."""
_LONGEST_HEAD = 8_192
_LONGEST_RAW = 2_000
_BLOCK = 1 << 20
_MOST_LINKS = 500
_PARSER = BytesParser(policy=compat32)
_UNREADABLE = (MessageError, LookupError, ValueError, RecursionError, AssertionError, AttributeError, TypeError)
"""What the parser has been seen to raise on mails that somebody has put together by hand."""
_SEARCHED, _LEAST_HEADERS = 40, 3
_LEAST_WORD = 3
_BEGINS = re.compile(rb"From \S{1,320} .{0,40}(?:19|20)\d\d\s*\Z")
_HEADER = re.compile(
    rb"(?:from|to|date|subject|received|return-path|message-id|mime-version|delivered-to|x-[\w-]+|"
    rb"dkim-signature|authentication-results|content-type|arc-[\w-]+|reply-to):",
    re.IGNORECASE,
)
_VIA = re.compile(r"(.{1,200}?)\s+via\s+LinkedIn", re.IGNORECASE)
_BROKEN = re.compile(r"\bdkim=(?:fail|permerror)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://[\w.-]*linkedin\.com/[^\s\"'<>\]]{1,1500}", re.IGNORECASE)
_AND_OTHERS = re.compile(r",? (?:and|og) ", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:^|[@.])linkedin\.com$", re.IGNORECASE)

Outcome = PostReactionRecord | Rejected | Skipped


@dataclass(slots=True)
class MailsRead:
    """What a mailbox holds: an outcome for every mail."""

    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[Phrase] = field(default_factory=list)


@dataclass(slots=True)
class _Mail:
    line: int
    body: bytearray = field(default_factory=bytearray)

    def add(self, block: bytes) -> None:
        if len(self.body) < _LONGEST_MAIL:
            self.body += block[: _LONGEST_MAIL - len(self.body)]


def is_mail(start: bytes) -> bool:
    r"""Whether a file begins as a mail or a mailbox does.

    >>> is_mail(b"From anna@example.com Mon Nov  2 10:00:00 2026\nSubject: a\n"), is_mail(b"First Name,Last Name\n")
    (True, False)
    """
    first, *rest = start.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n").splitlines()[:_SEARCHED] or [b""]
    if _BEGINS.match(first):
        return True
    headers = sum(bool(_HEADER.match(line)) for line in (first, *rest))
    return bool(_HEADER.match(first)) and headers >= _LEAST_HEADERS


def read_mails(member: Member, *, on_bytes: Callable[[int], None] | None = None) -> MailsRead:
    """Read a mail, or a mailbox of any size.

    Raises:
        RefusedError: the bytes are not what was announced.
    """
    found = MailsRead()
    counted = 0
    for mail in _mails(member, on_bytes):
        outcome, others = _outcome(mail)
        found.outcomes.append(outcome)
        counted += others
    if counted:
        found.notes.append(
            Phrase(
                "%(n)s mail counts others whom it does not name; a copied list of the reactions names them all.",
                plural="%(n)s mails count others whom they do not name; a copied list of the reactions names them all.",
                n=counted,
                facts={"n": counted},
            )
        )
    return found


def _mails(member: Member, on_bytes: Callable[[int], None] | None) -> Iterator[_Mail]:
    """One mail after the other; a file that begins with no such line is one mail."""
    current: _Mail | None = None
    after_blank = True
    for number, line in enumerate(_lines(member, on_bytes), 1):
        if after_blank and line.startswith(b"From ") and _BEGINS.match(line.rstrip(b"\r\n")):
            if current is not None:
                yield current
            current = _Mail(number)
        elif current is None:
            current = _Mail(number, bytearray(line))
        else:
            current.add(line)
        after_blank = not line.strip()
    if current is not None:
        yield current


def _lines(member: Member, on_bytes: Callable[[int], None] | None) -> Iterator[bytes]:
    """Lines with their ends; a line without an end comes in pieces."""
    rest = b""
    with member.open() as stream:
        while block := stream.read(_BLOCK):
            if on_bytes is not None:
                on_bytes(len(block))
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                yield line + b"\n"
            if len(rest) > _LONGEST_MAIL:
                yield rest
                rest = b""
    if rest:
        yield rest


def _outcome(mail: _Mail) -> tuple[Outcome, bool]:
    """What became of a mail, and whether it counts people whom it does not name."""
    try:
        message = _PARSER.parsebytes(bytes(mail.body), headersonly=True)
        sender = _header(message, "From")
        subject = _header(message, "Subject")
    except _UNREADABLE:
        return Rejected(mail.line, UNREADABLE, mail.body[:_LONGEST_RAW].decode("utf-8", "replace")), False
    called, address = parseaddr(sender)
    if not _DOMAIN.search(address):
        return Skipped(mail.line, OTHER_MAIL), False
    if _BROKEN.search(_header(message, "Authentication-Results")):
        return Skipped(mail.line, UNSIGNED), False
    for pattern, kind in SUBJECTS:
        if named := pattern.fullmatch(subject):
            via = _VIA.fullmatch(clean(called))
            name = clean(via[1]) if via else clean(named["name"])
            return _reaction(mail, message, name, kind), _AND_OTHERS.match(subject, named.end("name")) is not None
    return Skipped(mail.line, OTHER_NOTICE), False


def _reaction(mail: _Mail, message: Message, name: str, kind: ReactionKind) -> PostReactionRecord | Skipped:
    if is_nobody(name):
        return Skipped(mail.line, NO_NAME)
    links = _links(mail)
    post = next((key for link in links if (key := post_key(link))), "")
    slugs = {slug for link in links if (slug := profile_slug(link)) and not is_page(slug) and "/" not in slug}
    # A mail names the owner and may suggest others: only an address that bears the name is theirs.
    fitting = [slug for slug in slugs if any(len(word) >= _LEAST_WORD and word in slug for word in _words(name))]
    slug = fitting[0] if len(fitting) == 1 and len(fitting[0]) <= LONGEST_SLUG else ""
    return PostReactionRecord(mail.line, post, Party(slug=slug, name=name), kind, day=_day(message))


def _words(name: str) -> list[str]:
    return search_key(name).split()


def _header(message: Message, name: str) -> str:
    written = str(message.get(name, ""))[:_LONGEST_HEAD]
    try:
        return clean(str(make_header(decode_header(written))))
    except (MessageError, LookupError, ValueError):
        return clean(written)


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))[:200]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _links(mail: _Mail) -> list[str]:
    """The addresses on LinkedIn that the mail's texts hold, in their order; none where it is put together wrongly."""
    found: list[str] = []
    try:
        for part in _PARSER.parsebytes(bytes(mail.body)).walk():
            if part.get_content_maintype() != "text":
                continue
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                text = payload.decode("utf-8", "replace").replace("&amp;", "&")
                found += [one[0] for one in _LINK.finditer(text)]
    except _UNREADABLE:
        pass
    return list(dict.fromkeys(found))[:_MOST_LINKS]
