"""Every reader of a table: one outcome a row, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.sources.kinds import Kind
from kreds.sources.linkedin.readers import READERS
from kreds.sources.registry import recognize
from tests.sources.linkedin.tables import table_of

HEADERS = {
    Kind.CONNECTIONS: "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    Kind.INVITATIONS: "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    Kind.ENDORSEMENTS_GIVEN: "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url",
    Kind.ENDORSEMENTS_RECEIVED: "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Url",
    Kind.RECOMMENDATIONS_GIVEN: "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    Kind.RECOMMENDATIONS_RECEIVED: "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    Kind.NOTES: "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On",
    Kind.MEMBER_FOLLOWS: "Date,FullName,Status",
    Kind.CONTACTS: "FirstName,MiddleName,LastName,Title,Emails,PhoneNumbers,CreatedAt,UpdatedAt,Location",
    Kind.POSITIONS: "Company Name,Title,Description,Location,Started On,Finished On",
    Kind.EDUCATION: "School Name,Start Date,End Date,Notes,Degree Name,Activities",
    Kind.PROFILE: "First Name,Last Name,Headline,Summary,Industry,Geo Location",
    Kind.EMAIL_ADDRESSES: "Email Address,Confirmed,Primary,Updated On",
    Kind.REACTIONS: "Date,Type,Link",
    Kind.COMMENTS: "Date,Link,Message",
    Kind.SHARES: "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
    Kind.REPOSTS: "Date,Link",
    Kind.VOTES: "Date,Link,OptionText",
    Kind.SAVED_ITEMS: "savedItem,CreatedTime",
    Kind.COMPANY_FOLLOWS: "Organization,Followed On",
    Kind.EVENTS: "Event Name,Event Time,Status,External Url",
    Kind.LEARNING: (
        "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
        "Content Completed At (if completed),Content Saved,Notes taken on videos (if taken)"
    ),
}
CELLS = st.sampled_from(
    [
        "",
        " ",
        "N/A",
        "Anna",
        "LinkedIn Member",
        "INCOMING",
        "OUTGOING",
        "anna@example.org; bo@example.com",
        "www.linkedin.com/in/anna",
        "https://www.linkedin.com/company/acme",
        "08 Feb 2026",
        "2/8/26",
        "2026-02-08 10:11:12",
        "1/29/26, 2:37 PM",
        'a"\n""\n"b',
    ]
) | st.text(st.characters(exclude_categories=()), max_size=12)


@pytest.mark.parametrize("kind", HEADERS)
@given(data=st.data())
def test_one_outcome_a_row(kind: Kind, data: st.DataObject) -> None:
    """Any fields at all: each row gives one outcome with its line, and nothing in it that a store could not keep."""
    width = HEADERS[kind].count(",") + 1
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5))
    table = table_of(HEADERS[kind], rows)
    outcomes = list(READERS[kind].read(table))
    assert [outcome.line for outcome in outcomes] == [line + 2 for line in range(len(rows))]
    for outcome in outcomes:
        if type(outcome).__name__ != "Rejected":
            assert "\x00" not in repr(outcome)
            repr(outcome).encode("utf-8")
    assert all(note.english() for note in table.notes)


@pytest.mark.parametrize("kind", HEADERS)
def test_required_columns_are_those_that_tell_the_kind(kind: Kind) -> None:
    """The file of a kind has what its reader requires, and is recognized by it."""
    columns = table_of(HEADERS[kind], []).columns
    assert set(READERS[kind].required) <= columns.keys()
    assert recognize(columns, f"{kind}.csv") is kind


@pytest.mark.parametrize("kind", HEADERS)
def test_a_table_without_rows_gives_none(kind: Kind) -> None:
    """A file with nothing but its header is read without a word."""
    table = table_of(HEADERS[kind], [])
    assert list(READERS[kind].read(table)) == []
    assert table.notes == []
