"""Files that tell how the owner's posts fared: what they are, and their records."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kreds.errors import RefusedError
from kreds.model.record import PostFiguresRecord, PostReactionRecord, Rejected, Skipped
from kreds.sources.container import Member
from kreds.sources.kinds import Kind
from kreds.sources.opening import is_sheet
from kreds.sources.posts import analytics, lists, mails, pages
from kreds.sources.sniffing import HEAD_SIZE, is_html
from kreds.sources.workbook import Workbook
from kreds.text.phrase import Phrase
from kreds.text.posts import post_url

POST_VERSIONS = {
    Kind.POST_ANALYTICS: analytics.VERSION,
    Kind.POST_REACTIONS: lists.VERSION,
    Kind.POST_MAILS: mails.VERSION,
}
"""The version of each reader."""
_ARTICLE_FOLDER = "articles/"
_PAGE_HEAD = 64 * 1024
sheet_of = analytics.sheet_of
"""The sheet of a spreadsheet that is an export of analytics."""

Outcome = PostFiguresRecord | PostReactionRecord | Rejected | Skipped


@dataclass(slots=True)
class PostFile:
    """What such a file holds. ``header`` is what a part of it stands below when it is tried again alone."""

    kind: Kind
    outcomes: Sequence[Outcome]
    notes: list[Phrase] = field(default_factory=list)
    header: str = ""


def post_file_kind(member: Member, post: str = "") -> Kind | None:
    """Whether a file is a mailbox, a page or a text that tells of posts; lists are said to be of ``post``."""
    if is_sheet(member):
        return None
    with member.open(is_hashed=False) as stream:
        head = stream.read(HEAD_SIZE)
    if is_html(head):
        return None if _ARTICLE_FOLDER in member.path.lower() or _is_article(member) else Kind.POST_REACTIONS
    if mails.is_mail(head):
        return Kind.POST_MAILS
    return Kind.POST_REACTIONS if post or lists.post_line(head.decode("utf-8-sig", "replace")) else None


def _is_article(member: Member) -> bool:
    with member.open(is_hashed=False) as stream:
        return pages.is_article(stream.read(_PAGE_HEAD))


def read_post_file(
    member: Member, kind: Kind, *, post: str = "", on_bytes: Callable[[int], None] = lambda _size: None
) -> PostFile | None:
    """Read such a file; None when it is a page without anybody in it.

    Raises:
        RefusedError: it cannot be trusted, or a list does not say which post it is of and nobody has.
    """
    if kind is Kind.POST_MAILS:
        read = mails.read_mails(member, on_bytes=on_bytes)
        return PostFile(kind, read.outcomes, read.notes)
    on_bytes(member.size)
    with member.open(is_hashed=False) as stream:
        is_saved = is_html(stream.read(HEAD_SIZE))
    if is_saved:
        lines, told = pages.read_page(member)
        if not lines:
            return None
    else:
        text = lists.read_text(member)
        told, lines = lists.post_line(text), lists.lines_of(text)
        if told:
            first = next(place for place, line in enumerate(lines) if line.text)
            lines = lines[first + 1 :]
    key = post or told
    if not key:
        raise RefusedError("POST-UNKNOWN", file=member.label)
    found = PostFile(kind, lists.read_list(lines, key), header=post_url(key))
    if is_saved and member.size > pages.LONGEST_PAGE:
        found.notes.append(
            Phrase(
                "The page is very large; only its first %(n)s million bytes were read.", {"n": pages.LONGEST_PAGE >> 20}
            )
        )
    return found


def read_analytics(book: Workbook) -> PostFile:
    """Read a spreadsheet of analytics."""
    read = analytics.read_analytics(book)
    return PostFile(Kind.POST_ANALYTICS, read.outcomes, read.notes)


def digest_of(member: Member, post: str) -> str:
    """What the store knows a file by: the same list said to be of another post is another file."""
    digest = member.sha256()
    return hashlib.sha256(f"{digest} {post}".encode()).hexdigest() if post else digest
