"""Files of a real archive that say nothing about relations: a reader should know them and leave them alone."""

from datetime import datetime, time, timedelta

from kreds.demo.layout import Era
from kreds.demo.network import Network
from kreds.demo.table import Row, Table, java_text, plain_text, slash_text, us_text

_COACH = ("coach_messages.csv", "learning_coach_messages.csv", "learning_role_play_messages.csv")
_MESSAGE_HEADER = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
)


def extra_tables(network: Network, era: Era) -> tuple[Table, ...]:
    """The ignorable files an era knows."""
    at = datetime.combine(network.day - timedelta(days=3), time(8, 15, 9))
    joined = datetime.combine(network.owner.joined_on, time(12, 4))
    rich = ("Date/Time", "Media Description", "Media Link") if era >= Era.Y2022 else ("Type", "Link")
    tables = [
        _table(
            "Registration.csv", "Registered At,Registration Ip,Subscription Types", (us_text(joined), "192.0.2.7", "")
        ),
        _table(
            "Logins.csv",
            "Login Date,IP Address,User Agent,Login Type",
            (java_text(at), "192.0.2.8", "Browser", "LOGIN"),
        ),
        _table(
            "Ad_Targeting.csv",
            "Member Age,Company Names,Interests,Job Titles,Member Skills",
            ("35-54", "Nordlys Data;Havblik Software", "Sales; Trust", "Partner", "Salg;Ledelse"),
        ),
        _table("Ads Clicked.csv", "Ad clicked Date,Ad Title/Id", (slash_text(at), "123456")),
        _table(
            "Inferences_about_you.csv",
            "Category,Type of inference,Description,Inference",
            ("Role", "Seniority", "", "Owner"),
        ),
        _table("SearchQueries.csv", "Time,Search Query", (slash_text(at), "salgsdirektør")),
        _table(
            "Rich_Media.csv" if era >= Era.Y2022 else "Rich Media.csv",
            ",".join(rich),
            ("You uploaded a feed photo", "", "https://media.example/1")[: len(rich)],
        ),
        _table(
            "Hashtag_Follows.csv",
            "HashTag,CreatedTime,LastModifiedTime,State",
            ("salg", plain_text(at), plain_text(at), "FOLLOWING"),
        ),
        _table("SavedJobAlerts.csv", "ALERT_PARAMETERS,QUERY_CONTEXT,SAVED_SEARCH_ID", ("{}", "[]", "42")),
        _table("Receipts_v2.csv", "Transaction Made At,Description,Amount", (us_text(at), "Premium", "0")),
        _table(
            "Jobs/Job Applications.csv",
            "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers",
            (
                us_text(joined),
                "job@example.org",
                "",
                "Klitrosen Bank",
                "Salgschef",
                "https://job.example/1",
                "cv.pdf",
                "",
            ),
        ),
        _table("Jobs/Saved Jobs.csv", "Saved Date,Job Url,Job Title,Company Name"),
        _table("guide_messages.csv", ",".join(_MESSAGE_HEADER)),
    ]
    return (*tables, *_newer_tables(at)) if era >= Era.Y2024 else tuple(tables)


def _newer_tables(at: datetime) -> tuple[Table, ...]:
    coach = [Table(name, ("No conversations found",), tuple) for name in _COACH]
    return (
        *coach,
        _table(
            "Verifications/Verifications.csv", "First name,Last name,Verification type", ("Signe", "", "WORK_EMAIL")
        ),
        _table("Services Marketplace/Providers.csv", "Creation Time,Title", (plain_text(at), "Rådgivning")),
        _table(
            "Private_identity_asset.csv",
            "Private Identity Asset Name,Private Identity Asset Raw Text",
            ("cv.pdf", "..."),
        ),
        _table("Whatsapp Phone Numbers.csv", "Number,Extension,Is_WhatsApp_Number"),
    )


def _table(path: str, header: str, *rows: Row) -> Table:
    return Table(path, tuple(header.split(",")), lambda: rows)
