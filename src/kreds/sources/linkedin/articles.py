"""Articles/Articles/*.html: one page an article the owner has written.

A page is read, never run, and nothing it points to is fetched. Only its beginning is read: Python's parser takes the
square of the time for pages that were made to be slow.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kreds.model.record import ActivityKind, ActivityRecord, Rejected, Skipped
from kreds.sources.container import Member
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import UNPUBLISHED, Outcome, moment
from kreds.sources.text_encoding import decoded
from kreds.text.dates import Stamp, iso_minute, iso_second
from kreds.text.names import clean, prose

VERSION = 1
LONGEST_PAGE = 64 * 1024
"""Bytes of a page that are read."""
# Comments and declarations say nothing, and an open one takes the parser to the end of the page again and again.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?].*?(?:>|\Z)", re.DOTALL)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_UNREAD = frozenset({"script", "style", "head"})
_BREAKS = frozenset({"p", "br", "li", "h2", "h3", "h4", "div", "blockquote", "figcaption", "tr"})


def read_article(member: Member) -> ActivityRecord | Rejected | Skipped:
    """The article in a page: its title as ``detail``, its address, the minute it was published, its words."""
    text = decoded(_start(member))
    found = _Page()
    # Not closed: at the end of a page the parser would try every tag that was left open once more, each to the end.
    found.feed(_COMMENT.sub("", text))
    title = clean(" ".join(found.parts["title"]))
    published = _stamp(found.parts["published"])
    if not title or not (published or _stamp(found.parts["created"])):
        return Rejected(1, "ROW-PAGE", prose(text[:1_000]))
    if published is None:
        return Skipped(1, UNPUBLISHED)
    at, precision = moment(published)
    return ActivityRecord(1, ActivityKind.ARTICLE, at, precision, found.url, title, prose("".join(found.parts["text"])))


def no_rows(table: CsvTable) -> Iterator[Outcome]:
    """Articles are pages and never rows: whatever table calls itself one holds none."""
    del table
    return iter(())


class _Page(HTMLParser):
    """Collects the heading, the two dates and the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.url = ""
        self.parts: dict[str, list[str]] = {"title": [], "created": [], "published": [], "text": []}
        self._place = "text"
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go where the tag leads; a paragraph is a date if its class says so."""
        if self._unread:
            return
        named = {name: value or "" for name, value in attrs}
        if tag in _UNREAD:
            self._unread = tag
        elif tag == "h1":
            self._place = "title"
        elif tag == "a" and self._place == "title" and not self.url:
            self.url = _web_address(named.get("href", ""))
        elif tag == "p" and named.get("class") in {"created", "published"}:
            self._place = named["class"]
        elif tag in _BREAKS:
            self._place = "text"
            self.parts["text"].append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave the heading, the date, or what is not read."""
        if tag == self._unread:
            self._unread = ""
        elif tag in {"h1", "p"}:
            self._place = "text"

    def handle_data(self, data: str) -> None:
        """Keep the words where they stand."""
        if not self._unread:
            self.parts[self._place].append(data)


def _start(member: Member) -> bytes:
    start = b""
    with member.open() as page:
        while len(start) < LONGEST_PAGE and (block := page.read(LONGEST_PAGE - len(start))):
            start += block
    return start


def _stamp(parts: list[str]) -> Stamp | None:
    found = _DAY.search(" ".join(parts))
    return (iso_second(found[0]) or iso_minute(found[0])) if found else None


def _web_address(text: str) -> str:
    """An address that a page may link to; any other scheme is none."""
    address = clean(text)
    return address if address.lower().startswith(("https://", "http://")) else ""
