"""The owner's own activity: words come back as they were written on the site."""

from hypothesis import given
from hypothesis import strategies as st

from kreds.model.interaction import Precision
from kreds.model.record import ActivityKind, ActivityRecord, Rejected
from kreds.sources.linkedin.activities import read_comments, read_learning, read_reactions, unwrapped
from kreds.text.names import prose
from tests.sources.linkedin.tables import table_of


def wrapped(text: str) -> str:
    """A post's words as LinkedIn writes them inside the field."""
    return '"\n"'.join(line.replace('"', '""') for line in text.split("\n"))


@given(st.text('ab "\n', max_size=20))
def test_a_post_is_unwrapped(text: str) -> None:
    """What LinkedIn wraps line by line is unwrapped to the same lines (a quotation mark at either end may be lost)."""
    assert unwrapped(wrapped(text)).strip('" \n') == prose(text).strip('" \n')


def test_words_with_carriage_returns_are_unwrapped() -> None:
    """A file saved again on Windows has other line ends between the same lines."""
    assert unwrapped('one"\r\n"two') == "one\ntwo"


def test_escaped_quotation_marks_are_quotation_marks() -> None:
    """A backslash that is left before a quotation mark is not part of the comment."""
    (comment,) = read_comments(table_of("Date,Link,Message", [["2026-02-08 10:11:12", "", 'say \\"yes\\"']]))
    assert comment == ActivityRecord(2, ActivityKind.COMMENT, 1770545472, Precision.SECOND, text='say "yes"')


def test_a_reaction_without_its_date_is_set_aside() -> None:
    """Of the owner's activity only the date counts; without it the row is kept aside with its text."""
    (row,) = read_reactions(table_of("Date,Type,Link", [["soon", "LIKE", "x, y"]]))
    assert row == Rejected(2, "ROW-DATE", 'soon,LIKE,"x, y"', {"value": "soon"})


def test_what_was_not_watched_has_no_date() -> None:
    """``N/A`` is no date, and no problem."""
    header = "Content Title,Content Last Watched Date (if viewed),Content Completed At (if completed)"
    table = table_of(header, [["Sailing", "N/A", "n/a"]])
    assert list(read_learning(table)) == [
        ActivityRecord(2, ActivityKind.LEARNING, None, Precision.NONE, detail="Sailing")
    ]
    assert table.notes == []
