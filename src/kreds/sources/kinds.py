"""What a file of an archive can be about."""

from enum import StrEnum


class Kind(StrEnum):
    """One kind of file that is read; all other files are either known and left out, or reported as unknown."""

    CONNECTIONS = "connections"
    MESSAGES = "messages"
    INVITATIONS = "invitations"
    ENDORSEMENTS_GIVEN = "endorsements_given"
    ENDORSEMENTS_RECEIVED = "endorsements_received"
    RECOMMENDATIONS_GIVEN = "recommendations_given"
    RECOMMENDATIONS_RECEIVED = "recommendations_received"
    NOTES = "notes"
    MEMBER_FOLLOWS = "member_follows"
    CONTACTS = "contacts"
    POSITIONS = "positions"
    EDUCATION = "education"
    PROFILE = "profile"
    EMAIL_ADDRESSES = "email_addresses"
    REACTIONS = "reactions"
    COMMENTS = "comments"
    SHARES = "shares"
    REPOSTS = "reposts"
    VOTES = "votes"
    SAVED_ITEMS = "saved_items"
    ARTICLES = "articles"
    COMPANY_FOLLOWS = "company_follows"
    EVENTS = "events"
    LEARNING = "learning"
    HUBSPOT = "hubspot"
    PIPEDRIVE = "pipedrive"
    SALESFORCE = "salesforce"
    DYNAMICS = "dynamics"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    PEOPLE = "people"
    COMPANIES = "companies"
    CALENDAR = "calendar"
    VCARDS = "vcards"
    POST_ANALYTICS = "post_analytics"
    POST_REACTIONS = "post_reactions"
    POST_MAILS = "post_mails"


LISTS = (
    Kind.HUBSPOT, Kind.PIPEDRIVE, Kind.SALESFORCE, Kind.DYNAMICS, Kind.GOOGLE, Kind.OUTLOOK, Kind.PEOPLE,
    Kind.COMPANIES,
)  # fmt: skip
"""Lists of people and companies from elsewhere: no file of LinkedIn's."""
ABOUT_POSTS = (Kind.POST_ANALYTICS, Kind.POST_REACTIONS, Kind.POST_MAILS)
"""What tells how the owner's posts fared: exported, copied or sent one at a time."""
FROM_ELSEWHERE = frozenset({*LISTS, Kind.CALENDAR, Kind.VCARDS, *ABOUT_POSTS})
"""What is no part of LinkedIn's archive, and holds no relations of its own."""
