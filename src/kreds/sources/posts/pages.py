"""A saved page of LinkedIn's dialog of reactions, or of a post with its comments, as the lines a person would copy.

A page is read, never run, and nothing it points to is fetched. Names of classes change from month to month, so only
three things are looked at: where the dialog is, what is a link to a profile, and where an entry of a list begins.
Python's parser takes the square of the time for tags that were made to be slow: it is given one short tag at a time.
"""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

from kreds.sources.container import Member
from kreds.sources.posts.lists import Line
from kreds.sources.posts.words import reaction_of
from kreds.sources.text_encoding import decoded
from kreds.text.names import clean
from kreds.text.posts import post_key
from kreds.text.urls import is_page, profile_slug

LONGEST_PAGE = 8 << 20
"""Bytes of a page that are read: a saved feed is large, and the dialog may stand at its end."""
_LONGEST_TAG = 4_000
_LONGEST_WORD = 40
_DEEPEST = 200
_MOST_LINES = 400_000
_BLOCK = 1 << 20
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?].*?(?:>|\Z)", re.DOTALL)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S{1,2000})")
_ADDRESSES = re.compile(
    r"""(?:rel=["']?canonical["']?[^>]{0,200}href|property=["']og:url["'][^>]{0,200}content)=["']([^"'>]{1,2000})"""
)
_ACTIVITY = re.compile(r"urn(?::|%3A)li(?::|%3A)(?:activity|share|ugcPost)(?::|%3A)\d{6,20}", re.IGNORECASE)
_ITEMS = frozenset({"li", "article"})
_BREAKS = frozenset({"p", "br", "div", "h1", "h2", "h3", "h4", "a", "button", "time", "tr", "section"})
_UNREAD = frozenset({"script", "style", "head", "code", "svg", "noscript"})
_EMPTY = frozenset(
    {"br", "img", "input", "hr", "meta", "link", "source", "wbr", "area", "col", "embed", "base", "track"}
)
_DIALOG = re.compile(r"reactors|artdeco-modal|reactions-modal", re.IGNORECASE)
_COMMENTS = re.compile(r"comments-(?:comment|post|thread)", re.IGNORECASE)
_MEMBER_NUMBER = re.compile(r"ac[ow]aa[a-z0-9_-]{30,}", re.IGNORECASE)


def starts_of(member: Member, size: int) -> bytes:
    """The first bytes of a file."""
    found = b""
    with member.open() as stream:
        while len(found) < size and (block := stream.read(min(_BLOCK, size - len(found)))):
            found += block
    return found


def is_article(start: bytes) -> bool:
    """Whether a page is one of LinkedIn's downloads of an article."""
    return b'class="published"' in start or b'class="created"' in start


def read_page(member: Member) -> tuple[list[Line], str]:
    """The lines of a saved page, a blank one before each entry; and the key of its post, "" when it does not say.

    Raises:
        RefusedError: the bytes are not what was announced.
    """
    return page_lines(decoded(starts_of(member, LONGEST_PAGE)))


def page_lines(text: str) -> tuple[list[Line], str]:
    """The same of the text of a page."""
    post = _post_of(text)
    plain = _COMMENT.sub("", text)
    for scope in (_in_dialog, _in_comments, None):
        found = _Page(scope)
        found.read(plain)
        if any(line.slug for line in found.lines):
            return found.lines, post
    return [], post


def _post_of(text: str) -> str:
    saved = _SAVED_FROM.search(text[:10_000])
    for address in ([saved[1]] if saved else []) + _ADDRESSES.findall(text[:1_000_000]):
        if key := post_key(html.unescape(address)):
            return key
    keys = {post_key(found[0]) for found in _ACTIVITY.finditer(text)} - {""}
    return keys.pop() if len(keys) == 1 else ""


def _in_dialog(attributes: dict[str, str]) -> bool:
    return attributes.get("role") == "dialog" or bool(_DIALOG.search(attributes.get("class", "")))


def _in_comments(attributes: dict[str, str]) -> bool:
    return bool(_COMMENTS.search(attributes.get("class", "")))


class _Page(HTMLParser):
    """Collects lines inside the part of the page that ``scope`` finds; everywhere without one."""

    def __init__(self, scope: Callable[[dict[str, str]], bool] | None) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._scope = scope
        self._open: list[tuple[str, bool]] = []
        self._inside = 0 if scope else -1
        self._unread = ""
        self._slug = ""
        self._text: list[str] = []

    def read(self, text: str) -> None:
        """Read a page, tag by tag."""
        before, *parts = text.split("<")
        self.handle_data(html.unescape(before[:_LONGEST_TAG]))
        for part in parts:
            tag, closed, rest = part.partition(">")
            if not closed or len(tag) > _LONGEST_TAG or len(self.lines) > _MOST_LINES:
                continue
            self.feed(f"<{tag}>")
            # What a script holds is none of ours, and the parser would wait for its end.
            self.reset()
            self.handle_data(html.unescape(rest))
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in; images and links have a name for those who cannot see them."""
        if self._unread:
            return
        named = {name: value or "" for name, value in attrs}
        if tag in _UNREAD:
            self._unread = tag
            return
        # What only the eye or only the ear is given stands beside the other.
        is_apart = named.get("aria-hidden") == "true" or "visually-hidden" in named.get("class", "")
        if tag not in _EMPTY:
            self._open.append((tag, is_apart))
            if not self._inside and self._scope and self._scope(named):
                self._inside = len(self._open)
        if not self._inside:
            return
        if tag in _ITEMS:
            self._end_line()
            self.lines.append(Line(len(self.lines) + 1, ""))
        elif tag in _BREAKS or is_apart:
            self._end_line()
        if tag == "a":
            self._slug = _slug(named.get("href", ""))
            self._say(named.get("aria-label", ""))
        elif tag == "img" and reaction_of(named.get("alt", "")[:_LONGEST_WORD]):
            self._say(named["alt"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that holds nothing."""
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY and tag not in _UNREAD:
            self.handle_endtag(tag)
        elif tag == self._unread:
            self._unread = ""

    def handle_endtag(self, tag: str) -> None:
        """Come out; tags that nobody closed are closed with those around them."""
        if self._unread:
            self._unread = "" if tag == self._unread else self._unread
            return
        if all(tag != one for one, _ in self._open[-_DEEPEST:]):
            return
        is_apart = False
        while self._open:
            one, is_apart = self._open.pop()
            if one == tag:
                break
        if is_apart or tag in _BREAKS or tag in _ITEMS:
            self._end_line()
        if tag in _ITEMS and self._inside:
            self.lines.append(Line(len(self.lines) + 1, ""))
        if tag == "a":
            self._slug = ""
        if self._inside > len(self._open):
            self._end_line()
            self._inside = 0

    def handle_data(self, data: str) -> None:
        """Keep the words where they stand."""
        if self._inside and not self._unread and data:
            self._text.append(data)
            if "\n" in data and not data.strip():
                self._end_line()

    def _say(self, words: str) -> None:
        """A line of its own."""
        self._end_line()
        self._text.append(words)
        self._end_line()

    def _end_line(self) -> None:
        text = clean("".join(self._text)[:_LONGEST_TAG]) if self._text else ""
        self._text.clear()
        if text:
            self.lines.append(Line(len(self.lines) + 1, text, self._slug))


def _slug(address: str) -> str:
    """The profile that a link leads to; a member's bare number says nothing that another file says, too."""
    slug = profile_slug(html.unescape(address))
    return "" if _MEMBER_NUMBER.fullmatch(slug) or ("/" in slug and not is_page(slug)) else slug
