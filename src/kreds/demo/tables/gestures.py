"""The files of what people do to each other: invitations, endorsements, recommendations, notes, follows, contacts."""

from urllib.parse import quote

from kreds.demo.gestures import Counterpart, Direction, Gesture
from kreds.demo.layout import Era
from kreds.demo.network import Network
from kreds.demo.table import Row, Table, day_text, padded_us_text, plain_text, slash_text, us_text

_OLD_CONTACTS = (
    "Source", "FirstName", "LastName", "Companies", "Title", "Emails", "PhoneNumbers", "CreatedAt", "Addresses", "Sites",
    "InstantMessageHandles", "FullName", "Birthday", "Location", "BookmarkedAt", "Profiles",
)  # fmt: skip
_CONTACTS = (
    "FirstName",
    "MiddleName",
    "LastName",
    "Title",
    "Emails",
    "PhoneNumbers",
    "CreatedAt",
    "UpdatedAt",
    "Location",
)


def gesture_tables(network: Network, era: Era) -> tuple[Table, ...]:
    """All gesture files an era knows."""
    tables = (
        invitations(network, era),
        endorsements(network, era, Direction.INCOMING),
        endorsements(network, era, Direction.OUTGOING),
        recommendations(network, Direction.INCOMING),
        recommendations(network, Direction.OUTGOING),
        follows(network, era),
        contacts(network, era),
    )
    return (*tables, notes(network)) if era >= Era.Y2026 else tables


def invitations(network: Network, era: Era) -> Table:
    """Names on both sides, addresses since late 2023."""
    header = ("From", "To", "Sent At", "Message", "Direction")
    urls = ("inviterProfileUrl", "inviteeProfileUrl") if era >= Era.Y2024 else ()

    def row(gesture: Gesture) -> Row:
        mine = (network.owner.name, f"https://www.linkedin.com/in/{quote(network.owner.slug)}")
        theirs = (gesture.who.name, _url(gesture.who))
        sides = (mine, theirs) if gesture.direction is Direction.OUTGOING else (theirs, mine)
        told = (sides[0][0], sides[1][0], us_text(gesture.at), gesture.text, gesture.direction.value)
        return (*told, sides[0][1], sides[1][1]) if urls else told

    pending = sum(gesture.who.relation < 0 for gesture in network.gestures.invitations)
    return Table(
        "Invitations.csv",
        header + urls,
        lambda: map(row, network.gestures.invitations),
        facts={"never_connected": pending},
    )


def endorsements(network: Network, era: Era, direction: Direction) -> Table:
    """One row a skill; addresses without scheme since 2023."""
    word = "Endorser" if direction is Direction.INCOMING else "Endorsee"
    with_url = era >= Era.Y2023
    url = (f"{word} Public Url",) if with_url else ()
    header = ("Endorsement Date", "Skill Name", f"{word} First Name", f"{word} Last Name", *url, "Endorsement Status")

    def row(gesture: Gesture) -> Row:
        who = gesture.who
        slug = (f"www.linkedin.com/in/{who.slug}",) if with_url else ()
        return (slash_text(gesture.at), gesture.text, who.first_name, who.last_name, *slug, gesture.status)

    name = "Endorsement_Received_Info" if direction is Direction.INCOMING else "Endorsement_Given_Info"
    name = name if era >= Era.Y2022 else name.replace("_", " ")
    chosen = [gesture for gesture in network.gestures.endorsements if gesture.direction is direction]
    return Table(f"{name}.csv", header, lambda: map(row, chosen))


def recommendations(network: Network, direction: Direction) -> Table:
    """Names without addresses."""
    name = "Recommendations_Received" if direction is Direction.INCOMING else "Recommendations_Given"
    chosen = [gesture for gesture in network.gestures.recommendations if gesture.direction is direction]

    def row(gesture: Gesture) -> Row:
        who = gesture.who
        told = (who.first_name, who.last_name, who.company, who.title)
        return (*told, gesture.text, padded_us_text(gesture.at), gesture.status)

    header = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")
    return Table(f"{name}.csv", header, lambda: map(row, chosen))


def follows(network: Network, era: Era) -> Table:
    """People the owner follows, by name only."""
    header = ("Date", "FullName" if era >= Era.Y2022 else "Full Name", "Status")
    return Table(
        "Member_Follows.csv",
        header,
        lambda: ((plain_text(g.at), g.who.name, g.status) for g in network.gestures.follows),
    )


def notes(network: Network) -> Table:
    """The owner's private notes, since 2026."""
    header = (
        "Connection First Name",
        "Connection Last Name",
        "Connection Profile URL",
        "Note",
        "Created On",
        "Edited On",
    )

    def row(gesture: Gesture) -> Row:
        who, day = gesture.who, day_text(gesture.at.date())
        return (who.first_name, who.last_name, _url(who), gesture.text, day, day)

    return Table("Notes.csv", header, lambda: map(row, network.gestures.notes))


def contacts(network: Network, era: Era) -> Table:
    """The uploaded address book: Contacts.csv, later ImportedContacts.csv."""
    if era < Era.Y2024:
        return Table("Contacts.csv", _OLD_CONTACTS, lambda: map(_old_contact, network.gestures.contacts))
    return Table("ImportedContacts.csv", _CONTACTS, lambda: map(_contact, network.gestures.contacts))


def _contact(gesture: Gesture) -> Row:
    who, at = gesture.who, us_text(gesture.at)
    return (who.first_name, "", who.last_name, who.title, _emails(who), "", at, at, "")


def _old_contact(gesture: Gesture) -> Row:
    who = gesture.who
    told = ("MOBILE_CONTACTS", who.first_name, who.last_name, who.company, who.title, _emails(who), "")
    return (*told, us_text(gesture.at), "", "", "", who.name, "", "", "", "")


def _emails(who: Counterpart) -> str:
    """One address, or two for every third person."""
    second = f";{who.slug[-8:]}@privat.example" if int(who.slug[-8:], 16) % 3 == 0 else ""
    return who.email + second


def _url(who: Counterpart) -> str:
    return f"https://www.linkedin.com/in/{quote(who.slug)}"
