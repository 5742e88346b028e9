"""Articles: pages are read to a bound, and nothing in them is run or fetched."""

import io
from typing import Self, cast

import pytest

from kreds.model.record import ActivityRecord, Rejected, Skipped
from kreds.sources.container import Member
from kreds.sources.kinds import Kind
from kreds.sources.linkedin.articles import LONGEST_PAGE, read_article
from kreds.sources.linkedin.readers import READERS
from tests.sources.linkedin.tables import table_of

HEAD = (
    '<h1><a href="https://www.linkedin.com/pulse/tea">Tea</a></h1>'
    '<p class="published">Published on 2024-09-21 07:05</p>'
)


class _Page:
    """A page without a file; ``taken`` counts the bytes that were asked for."""

    def __init__(self, page: bytes) -> None:
        self.stream = io.BytesIO(page)
        self.taken = 0

    def open(self) -> "_Page":
        return self

    def read(self, size: int) -> bytes:
        block = self.stream.read(min(size, 10_000))
        self.taken += len(block)
        return block

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()


def article(page: str | bytes) -> ActivityRecord | Rejected | Skipped:
    """What the page gives."""
    return read_article(cast("Member", _Page(page.encode() if isinstance(page, str) else page)))


@pytest.mark.parametrize(
    "flood",
    [
        "<!--",
        "<a ",
        '<a "',
        "<",
        "</",
        "<p>",
        "<script>",
        "<![CDATA[",
        "<?",
        "&",
        "&#",
        "<div " + "x " * 50,
        "<div " + "x='" * 50,
    ],
)
def test_a_page_made_to_be_slow(flood: str) -> None:
    """Half a million characters of what parsers choke on end as an article, read no further than the bound."""
    page = _Page((HEAD + flood * (500_000 // len(flood))).encode())
    found = read_article(cast("Member", page))
    assert isinstance(found, ActivityRecord)
    assert found.detail == "Tea"
    assert page.taken == LONGEST_PAGE


def test_a_comment_hides_nothing_and_shows_nothing() -> None:
    """A date inside a comment is no date."""
    assert article(f"<!-- {HEAD} --><h1>Tea</h1><p class='created'>Created on 2024-09-20 06:04</p>") == Skipped(
        1, "unpublished"
    )


@pytest.mark.parametrize(
    "page", ["", "Tea", "<h1>Tea</h1>", "<p class='published'>Published on 2024-09-21 07:05</p>", "\x00<h1>"]
)
def test_a_page_that_is_no_article_is_set_aside(page: str) -> None:
    """Half an article, or another page, is told and not passed over."""
    found = article(page)
    assert isinstance(found, Rejected)
    assert found.code == "ROW-PAGE"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(encoding: str) -> None:
    """Danish letters survive a page that was saved again on Windows."""
    found = article(HEAD.replace("Tea", "Få råd om te").encode(encoding))
    assert isinstance(found, ActivityRecord)
    assert found.detail == "Få råd om te"


def test_a_character_cut_at_the_bound() -> None:
    """A letter of two bytes that the bound cuts in half does not turn the page into another encoding."""
    page = (HEAD + "<h2>Få</h2>").encode()
    padding = b"x" * (LONGEST_PAGE - len(page) - 1)
    found = article(page + padding + "å".encode())
    assert isinstance(found, ActivityRecord)
    assert "Få" in found.text


def test_a_table_holds_no_articles() -> None:
    """Articles are pages: a table that is taken for one gives no row."""
    assert list(READERS[Kind.ARTICLES].read(table_of("Title", [["Tea"]]))) == []
