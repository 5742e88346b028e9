"""The invented person whose network it is: who they are, where they worked and studied."""

from dataclasses import dataclass
from datetime import date, timedelta

from kreds.demo.options import DemoOptions

YEAR = 365.25
"""Days of a mean year."""


@dataclass(frozen=True, slots=True)
class Position:
    """One job of the owner; ``until`` is None while it lasts."""

    company: str
    title: str
    description: str
    place: str
    since: date
    until: date | None

    def last_day(self, day: date) -> date:
        """The last day of the job as seen on ``day``."""
        return self.until or day


@dataclass(frozen=True, slots=True)
class Schooling:
    """One education of the owner."""

    school: str
    degree: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Owner:
    """The person who downloaded the archive."""

    first_name: str
    last_name: str
    slug: str
    headline: str
    summary: str
    email: str
    positions: tuple[Position, ...]
    educations: tuple[Schooling, ...]
    joined_on: date

    @property
    def name(self) -> str:
        """The name other files write."""
        return f"{self.first_name} {self.last_name}"

    @property
    def url(self) -> str:
        """The profile address."""
        return f"https://www.linkedin.com/in/{self.slug}"


def month_before(day: date, years: float) -> date:
    """The first of the month that lies ``years`` before ``day``."""
    return (day - timedelta(days=years * YEAR)).replace(day=1)


def build_owner(options: DemoOptions) -> Owner:
    """The owner in the language of the options, with a career that ends on its day."""
    return _danish_owner(options.day) if options.language == "da" else _english_owner(options.day)


def _danish_owner(day: date) -> Owner:
    steps = (
        ("Fyrtårn & Co", "Partner og rådgiver", "Hjælper virksomheder med at sælge gennem tillid.", 3.7),
        ("Havblik Software", "Salgschef", "Ansvar for 9 sælgere.\nOpbyggede \"kunden først\"-programmet.", 7.2),
        ("Nordlys Data A/S", "Key Account Manager", "Store kunder i Norden, især energi og finans.", 10.4),
        ("Møllehjulet Rådgivning", "Konsulent", "Analyser, kurser og facilitering.", 13.1),
    )  # fmt: skip
    return Owner(
        first_name="Signe",
        last_name="Ravnsø",
        slug="signe-ravnsø-7d31c0b4",
        headline="Partner, Fyrtårn & Co | Tillid, salg og netværk",
        summary="Jeg tror på, at gode relationer slår mange relationer.\n\nSkriv gerne, hvis du vil tale om salg.",
        email="signe@ravnsoe.example",
        positions=_career(steps, day, place="Havnstrup, Danmark"),
        educations=(
            Schooling("Handelshøjskolen Vestkyst", "Cand.merc., salg og ledelse", *_years(day, 15.1, 13.1)),
            Schooling("Ravnsund Universitet", "HA(kom.)", *_years(day, 18.1, 15.1)),
        ),
        joined_on=month_before(day, 10.6),
    )


def _english_owner(day: date) -> Owner:
    steps = (
        ("Lumenvale Partners", "Partner and Adviser", "Helps companies to sell through trust.", 3.7),
        ("Riverglass Software", "Sales Manager", "Led a team of nine.\nBuilt the \"customer first\" program.", 7.2),
        ("Brightforge Data Ltd", "Key Account Manager", "Large accounts in the Nordics.", 10.4),
        ("Keystride Consulting", "Consultant", "Surveys, courses and facilitation.", 13.1),
    )  # fmt: skip
    return Owner(
        first_name="Imogen",
        last_name="Hartleyford",
        slug="imogen-hartleyford-7d31c0b4",
        headline="Partner, Lumenvale Partners | Trust, sales and networks",
        summary="Good relations beat many relations.\n\nWrite to me if you want to talk about sales.",
        email="imogen@hartleyford.example",
        positions=_career(steps, day, place="Ravnsund, Denmark"),
        educations=(
            Schooling("Fjordland University College", "MSc, Sales and Leadership", *_years(day, 15.1, 13.1)),
            Schooling("Ravnsund Universitet", "BA, Communication", *_years(day, 18.1, 15.1)),
        ),
        joined_on=month_before(day, 10.6),
    )


def _years(day: date, since: float, until: float) -> tuple[date, date]:
    return month_before(day, since), month_before(day, until)


def _career(steps: tuple[tuple[str, str, str, float], ...], day: date, *, place: str) -> tuple[Position, ...]:
    """Positions newest first, each lasting until the month before the next one begins."""
    positions: list[Position] = []
    until: date | None = None
    for company, title, description, years in steps:
        since = month_before(day, years)
        positions.append(Position(company, title, description, place, since, until))
        until = since - timedelta(days=1)
    return tuple(positions)
