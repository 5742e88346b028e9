"""Which kind of file a table is, told by its columns; the name only settles what columns leave open.

The columns and names are those of `docs/formats.md` (observed in archives of 2015 to 2026).
"""

import re
from collections.abc import Iterable

from kreds.sources.kinds import Kind

_WORD = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"(?:_\d+|\s*\(\d+\)|\s+-\s+(?:copy|kopi))+$", re.IGNORECASE)

SIGNATURES: tuple[tuple[Kind, frozenset[str]], ...] = tuple(
    (kind, frozenset(columns.split()))
    for kind, columns in (
        # Where one signature holds another, the larger one comes first.
        (Kind.MESSAGES, "conversationid from to date content"),
        (Kind.INVITATIONS, "from to sentat direction"),
        (Kind.ENDORSEMENTS_RECEIVED, "endorsementdate skillname endorserfirstname endorserlastname"),
        (Kind.ENDORSEMENTS_GIVEN, "endorsementdate skillname endorseefirstname endorseelastname"),
        (Kind.NOTES, "connectionfirstname connectionlastname note"),
        (Kind.RECOMMENDATIONS_RECEIVED, "firstname lastname text creationdate"),
        (Kind.RECOMMENDATIONS_GIVEN, "firstname lastname text creationdate"),
        (Kind.CONTACTS, "firstname lastname emails createdat"),
        (Kind.CONNECTIONS, "firstname lastname connectedon"),
        (Kind.PROFILE, "firstname lastname headline"),
        (Kind.MEMBER_FOLLOWS, "date fullname status"),
        (Kind.POSITIONS, "companyname title startedon finishedon"),
        (Kind.EDUCATION, "schoolname startdate enddate"),
        (Kind.EMAIL_ADDRESSES, "emailaddress confirmed primary"),
        (Kind.SHARES, "date sharelink sharecommentary"),
        (Kind.COMMENTS, "date link message"),
        (Kind.VOTES, "date link optiontext"),
        (Kind.REACTIONS, "date type link"),
        (Kind.SAVED_ITEMS, "saveditem createdtime"),
        (Kind.COMPANY_FOLLOWS, "organization followedon"),
        (Kind.EVENTS, "eventname eventtime status"),
        (Kind.LEARNING, "contenttitle contenttype contentsaved"),
        (Kind.REPOSTS, "date link"),
    )
)

NAMES: dict[str, Kind] = {
    "connections": Kind.CONNECTIONS,
    "messages": Kind.MESSAGES,
    "invitations": Kind.INVITATIONS,
    "endorsementgiveninfo": Kind.ENDORSEMENTS_GIVEN,
    "endorsementreceivedinfo": Kind.ENDORSEMENTS_RECEIVED,
    "recommendationsgiven": Kind.RECOMMENDATIONS_GIVEN,
    "recommendationsreceived": Kind.RECOMMENDATIONS_RECEIVED,
    "notes": Kind.NOTES,
    "memberfollows": Kind.MEMBER_FOLLOWS,
    "contacts": Kind.CONTACTS,
    "importedcontacts": Kind.CONTACTS,
    "positions": Kind.POSITIONS,
    "education": Kind.EDUCATION,
    "profile": Kind.PROFILE,
    "emailaddresses": Kind.EMAIL_ADDRESSES,
    "reactions": Kind.REACTIONS,
    "comments": Kind.COMMENTS,
    "shares": Kind.SHARES,
    "instantreposts": Kind.REPOSTS,
    "votes": Kind.VOTES,
    "saveditems": Kind.SAVED_ITEMS,
    "companyfollows": Kind.COMPANY_FOLLOWS,
    "events": Kind.EVENTS,
    "learning": Kind.LEARNING,
}
"""The names LinkedIn gives the files, as `table_name` writes them."""

_IGNORED_NAMES = """
    accountstatushistory adsclicked adtargeting causesyoucareabout certifications coachmessages courses
    creatoranalytics engagements guidemessages hashtagfollows honors inferencesaboutyou
    jobapplicantsavedanswers jobapplicantsavedscreeningquestionresponses jobapplications jobseekerpreferences
    lanadsengagement languages learningcoachmessages learningroleplaymessages loginattempts logins
    mobileapplications opportunities opprtunities organizations patents phonenumbers privateidentityasset
    profilesummary projects providers publications receipts receiptsv2 registration reviews richmedia
    savedjobalerts savedjobs searchqueries securitychallenges skills testscores verifications volunteering
    whatsappphonenumbers
"""
IGNORED: frozenset[str] = frozenset(_IGNORED_NAMES.split())
"""Files of the archive that say nothing about relations; they are left unopened."""

NEEDED = frozenset({Kind.CONNECTIONS, Kind.MESSAGES})
"""Without these there is no network: what carries their name is refused rather than passed over."""


def column_key(name: str) -> str:
    """A column's name as it is compared: lower case, letters and digits only.

    >>> column_key(" E-mail Address")
    'emailaddress'
    """
    return _WORD.sub("", name).casefold()


def table_name(path: str) -> str:
    """The table a file is a part of: its base name without ending, number, spaces and case.

    >>> table_name("export/Comments_12.csv"), table_name("Saved Items (1).CSV"), table_name("guide_messages.csv")
    ('comments', 'saveditems', 'guidemessages')
    """
    stem = path.rpartition("/")[2]
    if "." in stem:
        stem = stem.rpartition(".")[0]
    return column_key(_NUMBERED.sub("", stem))


def is_ignored(path: str) -> bool:
    """Whether a file is known and not needed, so that it is not even opened."""
    return table_name(path) in IGNORED


def is_linkedin(path: str) -> bool:
    """Whether LinkedIn gives one of its files this name."""
    return path.lower().endswith(".csv") and (is_ignored(path) or table_name(path) in NAMES)


def recognize(columns: Iterable[str], name: str) -> Kind | None:
    """The kind of table that has these columns (as `column_key` writes them), or None.

    A name that LinkedIn uses speaks only where several kinds have the same columns, or where no kind fits but more
    than half of the named kind's columns are there: then that file has lost a column, and the reader says which.
    """
    found = frozenset(columns)
    named = NAMES.get(table_name(name))
    fitting = [kind for kind, signature in SIGNATURES if signature <= found]
    # "Date, Link" alone is a list of reposts; with further columns, or another known name, it is something else.
    if fitting == [Kind.REPOSTS] and named is not Kind.REPOSTS and (named is not None or len(found) > 2):
        fitting = []
    if fitting:
        return named if named in fitting else fitting[0]
    if named is None:
        return None
    wanted = expected_columns(named)
    if named in NEEDED or 2 * len(wanted & found) > len(wanted):
        return named
    return None


def expected_columns(kind: Kind) -> frozenset[str]:
    """The columns by which a kind is known."""
    return dict(SIGNATURES).get(kind, frozenset())
