"""What the block "Take it with you" shows: the files the week can be had as, and the address for a calendar."""

from dataclasses import dataclass

from starlette.requests import Request

from kreds.i18n import Translator
from kreds.model.agenda_out import OutFormat
from kreds.services.agenda_feed import feed_of
from kreds.services.agenda_time import agenda_time
from kreds.web.preferences import preferences_of
from kreds.web.security import FEED
from kreds.web.site import address, site_of, translator_of


@dataclass(frozen=True, slots=True)
class OutFile:
    """One kind of file: where it is had, what it is called, and what it is good for."""

    href: str
    ending: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class FeedCard:
    """The address for a calendar as it stands: ``address`` is "" where it is closed, or not to be shown.

    ``is_hidden`` is true where the page is incognito: an address that opens something has no place on a picture.
    """

    is_open: bool
    is_hidden: bool
    address: str
    incognito: bool


@dataclass(frozen=True, slots=True)
class WeekOut:
    """The block; ``time`` is the time of day for calendars, ``feed`` None where the network is invented."""

    files: tuple[OutFile, ...]
    time: str
    feed: FeedCard | None
    incognito: bool


def week_out(request: Request) -> WeekOut:
    """The block as it stands for this browser."""
    site, incognito = site_of(request), preferences_of(request).incognito
    return WeekOut(
        files=out_files(translator_of(request)),
        time=agenda_time(site.app.store).isoformat(timespec="minutes"),
        feed=None if site.is_demo else _feed_card(request, incognito=incognito),
        incognito=incognito,
    )


def out_files(t: Translator) -> tuple[OutFile, ...]:
    """The kinds of file, the most used first."""
    return (
        OutFile(
            "/week/agenda.ics",
            OutFormat.ICS.value,
            t.text("For your calendar"),
            t.text("One entry a day, with who, why and a link. Open it again next week."),
        ),
        OutFile(
            "/week/digest",
            OutFormat.HTML.value,
            t.text("To read and print"),
            t.text("The whole week on a page or two."),
        ),
        OutFile(
            "/week/digest.eml",
            OutFormat.EML.value,
            t.text("As a mail"),
            t.text("Opens as a draft in your mail program. Kreds sends nothing."),
        ),
        OutFile(
            "/week/digest.md", OutFormat.MD.value, t.text("For your notes"), t.text("Markdown, with boxes to tick.")
        ),
        OutFile(
            "/week/agenda.csv",
            OutFormat.CSV.value,
            t.text("For a spreadsheet"),
            t.text("Every line. No cell is ever run as a formula."),
        ),
    )


def _feed_card(request: Request, *, incognito: bool) -> FeedCard:
    site = site_of(request)
    feed = feed_of(site.own.target)
    if feed is None:
        return FeedCard(is_open=False, is_hidden=False, address="", incognito=False)
    shown = "" if incognito else site.place.url + address(FEED, [("key", feed.key)])
    return FeedCard(is_open=True, is_hidden=incognito, address=shown, incognito=feed.incognito)
