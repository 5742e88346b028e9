"""The files about the owner: profile, positions, education, mail addresses and what else stands on a profile."""

from datetime import datetime, time

from kreds.demo.companies import SKILLS
from kreds.demo.layout import Era
from kreds.demo.network import Network
from kreds.demo.table import Row, Table, month_text, us_text

_PROFILE = (
    "First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry", "Zip Code",
    "Geo Location", "Twitter Handles", "Websites", "Instant Messengers",
)  # fmt: skip


def profile_tables(network: Network, era: Era) -> tuple[Table, ...]:
    """All files about the owner an era knows."""
    owner = network.owner
    return (
        _profile(network),
        Table("Profile Summary.csv", ("Profile Summary",), lambda: ((owner.summary,),)),
        _positions(network),
        Table(
            "Education.csv",
            ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"),
            lambda: (
                (school.school, _start(school.since.year, era), str(school.until.year), "", school.degree, "")
                for school in owner.educations
            ),
        ),
        _emails(network, era),
        Table("Skills.csv", ("Name",), lambda: ((skill,) for skill in SKILLS)),
        Table("Languages.csv", ("Name", "Proficiency"), lambda: _languages(network)),
        Table(
            "Certifications.csv",
            ("Name", "Url", "Authority", "Started On", "Finished On", "License Number"),
            lambda: (("Certified Coach", "", "Nordic Coach Guild", month_text(owner.positions[0].since), "", "X-101"),),
        ),
        Table("PhoneNumbers.csv", ("Extension", "Number", "Type"), lambda: (("", "+45 00 00 00 00", "Mobile"),)),
    )


def _start(year: int, era: Era) -> str:
    return str(year) if era < Era.Y2023 else f"Sep {year}"


def _profile(network: Network) -> Table:
    owner = network.owner
    row: Row = (
        owner.first_name, owner.last_name, "", "", "Oct 12", owner.headline, owner.summary, "Professional Training",
        "0000", owner.positions[0].place, "", "[PERSONAL:https://ravnsoe.example,BLOG:https://blog.example]", "",
    )  # fmt: skip
    return Table("Profile.csv", _PROFILE, lambda: (row,))


def _positions(network: Network) -> Table:
    """One row a job, and the current one once more in the profile's second language."""
    header = ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")
    jobs = network.owner.positions

    def rows() -> list[Row]:
        told: list[Row] = [
            (job.company, job.title, job.description, job.place, month_text(job.since), month_text(job.until))
            for job in jobs
        ]
        current = jobs[0]
        second = "Partner and Adviser" if network.options.language == "da" else "Partner og rådgiver"
        again = (current.company, second, current.description, current.place, month_text(current.since), "")
        return [*told, again]

    return Table("Positions.csv", header, rows)


def _emails(network: Network, era: Era) -> Table:
    at = us_text(datetime.combine(network.owner.joined_on, time(12, 4)))
    local = network.owner.first_name.lower()
    rows: tuple[Row, ...] = ((network.owner.email, "Yes", "Yes", at), (f"{local}.old@example.org", "Yes", "No", at))
    name = "Email Addresses.csv" if era >= Era.Y2022 else "Email_Addresses.csv"
    return Table(name, ("Email Address", "Confirmed", "Primary", "Updated On"), lambda: rows)


def _languages(network: Network) -> tuple[Row, ...]:
    danish = ("Danish", "Native or bilingual proficiency")
    english = ("English", "Full professional proficiency")
    return (danish, english) if network.options.language == "da" else (english, danish)
