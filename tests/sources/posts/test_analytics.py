"""LinkedIn's analytics as spreadsheets: of many posts, of one, in other words, and with what fills the gaps."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kreds.errors import RefusedError
from kreds.model.post import PostFigures
from kreds.model.record import PostFiguresRecord, Rejected, Skipped
from kreds.sources.container import open_archives
from kreds.sources.posts.analytics import AnalyticsRead, count_of, read_analytics, sheet_of
from kreds.sources.workbook import open_workbook
from tests.sources.sheet_makers import book_of, packed

ONE, TWO, THREE = (f"https://www.linkedin.com/feed/update/urn:li:activity:71000000000000000{n:02}" for n in range(3))
SHARED = "https://www.linkedin.com/posts/me_hello-share-7100000000000000005-Ab1c?trk=public"
HEADER = ("Post URL", "Post publish date", "Engagements", None, "Post URL", "Post Publish Date", "Impressions")


def many(*rows: tuple[object, ...], header: tuple[object, ...] = HEADER) -> Workbook:
    """An aggregate export."""
    book = book_of([("Overall Performance", "2/22/2026 - 2/28/2026"), ("Impressions", 9_000)], sheet="DISCOVERY")
    page = book.create_sheet("TOP POSTS")
    for row in (("Maximum of 50 posts available to include in this list",), (), header, *rows):
        page.append(list(row))
    book.create_sheet("FOLLOWERS").append(["Total followers on 2/28/2026:", 1506])
    return book


def single(*pairs: tuple[str, str]) -> Workbook:
    """The export of one post."""
    book = book_of(pairs, sheet="PERFORMANCE")
    book.create_sheet("TOP DEMOGRAPHICS").append(["Category", "Value", "Percentage"])
    return book


def read(folder: Path, book: Workbook) -> AnalyticsRead | None:
    """What an export says; None when it is none."""
    path = folder / "Content.xlsx"
    path.write_bytes(packed(book))
    found = open_workbook(open_archives([path])[0].members[0], sheet_of)
    return read_analytics(found) if found.chosen else None


def test_two_rankings_side_by_side(tmp_path: Path) -> None:
    """A post in both rankings is one record with both numbers; one that is in one of them has one."""
    rows = [
        (ONE, "2/25/2026", 41, None, TWO, "2/26/2026", "1,316"),
        (TWO, "2/26/2026", 12, None, SHARED, "2/27/2026", 9),
    ]
    found = read(tmp_path, many(*rows))

    assert found is not None
    records = [one for one in found.outcomes if isinstance(one, PostFiguresRecord)]
    day = date(2026, 2, 28)
    assert [(one.post.partition(":")[2][-2:], one.published, one.figures) for one in records] == [
        ("00", date(2026, 2, 25), PostFigures(engagements=41, day=day)),
        ("01", date(2026, 2, 26), PostFigures(impressions=1_316, engagements=12, day=day)),
        ("05", date(2026, 2, 27), PostFigures(impressions=9, day=day)),
    ]
    assert [one.reason for one in found.outcomes if isinstance(one, Skipped)] == ["in both rankings"]
    assert len(found.outcomes) == 4
    assert "DISCOVERY" in found.notes[0].english()


def test_what_fills_the_gaps_is_nothing_and_what_is_no_number_is_set_aside(tmp_path: Path) -> None:
    """Numbers in place of addresses are filling; a number that cannot be read is kept as it stands."""
    rows = [("481", "481", "481", "481", ONE, date(2026, 2, 25), "many"), (None, None, None, None, "x", "", 3)]
    found = read(tmp_path, many(*rows))

    assert found is not None
    assert [one.code for one in found.outcomes if isinstance(one, Rejected)] == ["ROW-FIGURE", "ROW-POST"]
    assert len(found.outcomes) == 2


def test_other_words_for_the_columns(tmp_path: Path) -> None:
    """Where no name is known, two rankings of addresses, days and numbers are told by what they look like."""
    header = ("Adresse", "Tag", "Zahl", None, "Adresse", "Tag", "Zahl")
    found = read(tmp_path, many((ONE, "25.02.2026", 4, None, ONE, "25.02.2026", "1.316"), header=header))

    assert found is not None
    assert isinstance(found.outcomes[0], PostFiguresRecord)
    assert found.outcomes[0].figures.impressions == 1_316


def test_a_single_post(tmp_path: Path) -> None:
    """All numbers are texts, and those of no interest are left."""
    pairs = (
        ("Post URL", "https://www.linkedin.com/feed/update/urn:li:share:7100000000000000003"),
        ("Post Date", "Feb 25, 2026"),
        ("Post Publish Time", "11:53 AM"),
        ("Impressions", "1,316"),
        ("Members reached", "804"),
        ("Social engagements", "61"),
        ("Reactions", "45"),
        ("Comments", "12"),
        ("Reposts", "4"),
        ("Saves", "2"),
    )
    found = read(tmp_path, single(*pairs))

    assert found is not None
    [record] = found.outcomes
    assert isinstance(record, PostFiguresRecord)
    assert (record.post, record.published) == ("share:7100000000000000003", date(2026, 2, 25))
    assert record.figures == PostFigures(1_316, 804, 45, 12, 4, 61)


def test_a_list_of_customers_is_no_export(tmp_path: Path) -> None:
    """Other spreadsheets stay what they are."""
    assert read(tmp_path, book_of()) is None


@given(st.integers(0, 10**9), st.sampled_from([",", ".", "'", "\u00a0", " ", ""]))
def test_numbers_in_any_language(number: int, sign: str) -> None:
    """A number means the same whatever parts its thousands."""
    assert count_of(f"{number:,}".replace(",", sign)) == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    """No cell raises."""
    found = count_of(text)
    assert found is None or found >= 0


def test_a_damaged_spreadsheet_is_refused(tmp_path: Path) -> None:
    """What cannot be trusted is refused with its reason, as every spreadsheet is."""
    path = tmp_path / "Content.xlsx"
    path.write_bytes(packed(many((ONE, "2/25/2026", 41)))[:-200])

    with pytest.raises(RefusedError):
        open_workbook(open_archives([path])[0].members[0], sheet_of)
