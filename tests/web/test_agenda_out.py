"""The week as files: what another program reads is what was written, and no name in them is more than a name."""

import csv
import io
import re
from datetime import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kreds.i18n import Translator
from kreds.i18n.agenda_out_words import COLUMNS
from kreds.model.agenda import LineState, OccasionKind, Week
from kreds.model.agenda_out import OutFormat
from kreds.services.mask_week import mask_lines
from kreds.services.write_tables import unguarded
from kreds.text.one_line import one_line
from kreds.web.agenda_out import agenda_out, digest_html, digest_mail, digest_markdown, digest_text
from tests.services.weeks import AT, full_week, line_of, week_of
from tests.web.hostile import TEXTS

EN = Translator("en")
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "strong", "span", "bdi", "a",
}  # fmt: skip
NAMES = st.text(max_size=60) | st.sampled_from(TEXTS)


class Reading(HTMLParser):
    """The tags, attributes and texts of a document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [str(value) for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def table(week: Week) -> list[dict[str, str]]:
    """The rows of the CSV as another program reads them."""
    content = agenda_out(week, EN, OutFormat.CSV, starts=time(8, 30), at=AT)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def mail(week: Week, t: Translator = EN) -> EmailMessage:
    """The mail as another program reads it."""
    read = message_from_bytes(digest_mail(week, t), policy=default)
    assert isinstance(read, EmailMessage)
    return read


@given(NAMES, NAMES)
def test_a_name_is_text_in_the_document(name: str, text: str) -> None:
    """Nothing in the HTML is a tag, an attribute or an address but our own; the name stands there as it is."""
    html = digest_html(full_week(name, text), EN)
    found = Reading(html)
    assert found.tags <= TAGS
    assert not [one for one in found.attributes if one.startswith("on") or one in ("style", "src")]
    assert all(one.startswith("https://www.linkedin.com/") for one in found.addresses)
    shown = one_line(name) or "(no name)"
    assert "".join(found.texts).count(shown) >= 10
    assert html.count("<style>") == 1


def test_the_document_stands_alone() -> None:
    """It fetches nothing, runs nothing, says so itself, and a browser keeps where one comes from to itself."""
    html = digest_html(full_week(), EN)
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|img|link|iframe|form)|url\(|@import", html)
    assert 'content="no-referrer"' in html
    assert "<title>Your network in week 49 · Kreds</title>" in html


def leaves(tokens: list[Token]) -> list[Token]:
    """All tokens, those within others included."""
    return [leaf for token in tokens for leaf in [token, *leaves(token.children or [])]]


@given(NAMES, NAMES)
def test_a_name_is_text_in_markdown(name: str, text: str) -> None:
    """Read as Markdown with GitHub's extensions the file has our marks alone, and every name reads as it is."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = leaves(reader.parse(digest_markdown(full_week(name, text), EN)))
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in found}
    assert kinds <= {
        "inline", "text", "text_special", "heading", "paragraph", "bullet_list", "list_item", "strong", "link",
        "hardbreak", "softbreak",
    }  # fmt: skip
    links = [str(token.attrs["href"]) for token in found if token.type == "link_open"]
    assert all(one.startswith("https://www.linkedin.com/") for one in links)
    strong = [
        "".join(inner.content for inner in block.children or [])
        for block in found
        if block.type == "inline" and any(one.type == "strong_open" for one in block.children or [])
    ]
    assert strong
    named = [one for one in strong if (one_line(name) or "(no name)") in one]
    assert len(named) >= len(OccasionKind) - 4


@given(NAMES, NAMES)
def test_no_name_gets_into_a_header(name: str, text: str) -> None:
    """The mail has its own headers alone, opens as a draft, and has the same week as text and as HTML."""
    read = mail(full_week(name, text))
    assert set(read.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert read["X-Unsent"] == "1"
    assert read["Subject"] == "Your network in week 49"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    plain, html = (part.get_content() for part in read.iter_parts())
    shown = one_line(name) or "(no name)"
    assert shown in plain
    assert Reading(html).tags <= TAGS


def test_a_danish_mail_keeps_its_letters() -> None:
    """Whatever program opens it reads æ, ø and å, in lines that every mail server takes."""
    written = digest_mail(full_week("Søren Ågård"), Translator("da"))
    assert max(len(line) for line in written.split(b"\r\n")) <= 998
    assert written.isascii()
    read = mail(full_week("Søren Ågård"), Translator("da"))
    assert read["Subject"] == "Dit netværk i uge 49"
    assert all("Søren Ågård" in part.get_content() for part in read.iter_parts())


@given(NAMES, NAMES)
def test_no_cell_is_a_formula(name: str, text: str) -> None:
    """No cell begins as a formula does, and without the guard each is what was written."""
    rows = table(full_week(name, text))
    assert len(rows) == len(OccasionKind)
    assert not [cell for row in rows for cell in row.values() if re.match(r"[=+\-@＝＋－＠\t\r\n\0]", cell)]
    named = [row for row in rows if row["profile_url"] and row["kind"] != "introduce"]
    assert {unguarded(row["name"]) for row in named} == {one_line(name) or "(no name)"}
    assert {unguarded(row["company"]) for row in named} == {one_line(text)}


def test_the_table_has_every_line() -> None:
    """Each line is a row with its week, day, part, kind, state and minutes, also what was put off."""
    rows = table(week_of([line_of(OccasionKind.DUE, state=LineState.LATER), line_of(OccasionKind.POST)]))
    assert tuple(rows[0]) == COLUMNS
    assert [row["state"] for row in rows] == ["later", "open"]
    assert rows[0] | {"why": "", "what": ""} == {
        "week": "2026-W49", "day": "2026-11-30", "part": "listen", "kind": "due", "name": "Anna Holm",
        "profile_url": "https://www.linkedin.com/in/p1", "company": "CFO", "why": "", "what": "", "minutes": "3",
        "state": "later",
    }  # fmt: skip
    assert rows[1]["name"] == rows[1]["profile_url"] == ""


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_week_is_told_in_order(language: str) -> None:
    """What is done is ticked and stands last, what was put away is left out, and an empty week says why."""
    t = Translator(language)
    week = week_of(
        [
            line_of(OccasionKind.DUE, "Anna Holm", state=LineState.DONE),
            line_of(OccasionKind.YEARS, "Bo Friis", number=2),
            line_of(OccasionKind.QUIET, "Carl Krag", number=3, state=LineState.NOT_PERSON),
        ]
    )
    text = digest_text(week, t)
    assert text.index("Bo Friis") < text.index("✓ Anna Holm")
    assert "Carl Krag" not in text
    assert "- [x] **Anna Holm**" in digest_markdown(week, t)
    empty = {"en": ("There is nothing for this week.", "holiday"), "da": ("Der er ikke noget", "ferie")}[language]
    assert empty[0] in digest_text(week_of([]), t)
    assert empty[1] in digest_html(week_of([], holiday=True), t)


def test_incognito_names_nobody() -> None:
    """Under invented names no file holds a name, a company, a word or an address of a real person."""
    masked = mask_lines(full_week("Xanthippe Quux", "Zzyzx"))
    for format_ in OutFormat:
        content = agenda_out(masked, EN, format_, starts=time(8, 30), at=AT).decode()
        assert not re.search("xanthippe|quux|zzyzx|linkedin[.]com|2-abc", content, re.IGNORECASE), format_
