"""A file is known by its columns; its name settles only what these leave open."""

import pytest

from kreds.sources.kinds import FROM_ELSEWHERE, Kind
from kreds.sources.registry import IGNORED, NAMES, SIGNATURES, column_key, is_ignored, recognize, table_name

HEADERS = {
    "First Name,Last Name,Email Address,Company,Position,Connected On": Kind.CONNECTIONS,
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On": Kind.CONNECTIONS,
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER": Kind.MESSAGES,
    "From,To,Sent At,Message,Direction": Kind.INVITATIONS,
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl": Kind.INVITATIONS,
    "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status": Kind.ENDORSEMENTS_RECEIVED,
    "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status": (
        Kind.ENDORSEMENTS_GIVEN
    ),
    "Date,FullName,Status": Kind.MEMBER_FOLLOWS,
    "Date,Full Name,Status": Kind.MEMBER_FOLLOWS,
    "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On": Kind.NOTES,
    "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses": Kind.CONTACTS,
    "FirstName,MiddleName,LastName,Title,Emails,PhoneNumbers,CreatedAt,UpdatedAt,Location": Kind.CONTACTS,
    "Organization,Followed On": Kind.COMPANY_FOLLOWS,
    "Event Name,Event Time,Status,External Url": Kind.EVENTS,
    "Date,Type,Link": Kind.REACTIONS,
    "Date,Link,Message": Kind.COMMENTS,
    "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility": Kind.SHARES,
    "Date,ShareLink,ShareCommentary,SharedURL,MediaURL": Kind.SHARES,
    "Date,Link": Kind.REPOSTS,
    "Date,Link,OptionText": Kind.VOTES,
    "savedItem,CreatedTime": Kind.SAVED_ITEMS,
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry": Kind.PROFILE,
    "Company Name,Title,Description,Location,Started On,Finished On": Kind.POSITIONS,
    "School Name,Start Date,End Date,Notes,Degree Name,Activities": Kind.EDUCATION,
    "Email Address,Confirmed,Primary,Updated On": Kind.EMAIL_ADDRESSES,
    "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),Content Saved": Kind.LEARNING,
}


@pytest.mark.parametrize(("header", "kind"), HEADERS.items(), ids=HEADERS)
def test_known_by_columns(header: str, kind: Kind) -> None:
    """Every header era is recognized under a name that says nothing."""
    assert recognize(map(column_key, header.split(",")), "export (3).csv") is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Recommendations_Given.csv", Kind.RECOMMENDATIONS_GIVEN),
        ("Recommendations_Received.csv", Kind.RECOMMENDATIONS_RECEIVED),
        ("Recommendations Given (1).csv", Kind.RECOMMENDATIONS_GIVEN),
    ],
)
def test_name_settles_a_tie(name: str, kind: Kind) -> None:
    """Recommendations given and received have the same columns."""
    columns = ["firstname", "lastname", "company", "jobtitle", "text", "creationdate", "status"]
    assert recognize(columns, name) is kind


@pytest.mark.parametrize(
    "header", ["Name", "Date/Time,Media Description,Media Link", "Date,Link,Note", "Type,Link", "Time,Search Query", ""]
)
def test_unknown_columns(header: str) -> None:
    """What has the columns of no kind is no kind, whatever it resembles."""
    assert recognize(map(column_key, header.split(",")), "x.csv") is None


def test_known_name_with_a_lost_column() -> None:
    """A file that carries a needed name is taken at its word, so that the reader can say what is missing."""
    assert recognize(["firstname", "url"], "Connections.csv") is Kind.CONNECTIONS
    assert recognize(["date", "link"], "Votes.csv") is Kind.VOTES
    assert recognize(["date"], "Votes.csv") is None


@pytest.mark.parametrize(
    "name", ["guide_messages.csv", "coach_messages.csv", "learning_coach_messages.csv", "LearningCoachMessages.csv"]
)
def test_coach_messages_are_not_messages(name: str) -> None:
    """Conversations with LinkedIn's coach name no person."""
    assert is_ignored(name)
    assert table_name(name) not in NAMES


def test_numbered_files_are_one_table() -> None:
    """A table that LinkedIn splits keeps its name."""
    assert {table_name(f"Comments{end}.csv") for end in ("", "_1", "_12", " (2)", "_3 (1)")} == {"comments"}


def test_every_kind_can_be_recognized() -> None:
    """Each table of LinkedIn's has columns and a name (articles are pages); no name is both read and ignored."""
    tables = set(Kind) - {Kind.ARTICLES} - FROM_ELSEWHERE
    assert {kind for kind, _ in SIGNATURES} == tables
    assert set(NAMES.values()) == tables
    assert not IGNORED & NAMES.keys()
