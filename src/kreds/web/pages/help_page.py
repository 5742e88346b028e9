"""Help: the guide in short, how the numbers come about, what LinkedIn's file can and cannot show, and privacy."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.model.relation import SURE
from kreds.services.judge_relations import half_life
from kreds.ties import levels, trend
from kreds.ties.features import BLAST_OTHERS, HORIZON_DAYS
from kreds.web.site import show, site_of, translator_of

_DAYS_A_MONTH = 365.25 / 12

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing one would like to know, whether LinkedIn's download shows it, and where."""

    what: str
    is_shown: bool
    where: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The constants of the judgement, as the program has them, and the table of what is shown."""

    half_life: str
    recent: str
    sure: str
    fading_days: int
    fading_silent: str
    growing_days: int
    growing_times: str
    horizon: str
    blast: int
    shown: tuple[Shown, ...]


@router.get("/help")
def help_page(request: Request) -> Response:
    """The page."""
    t = translator_of(request)
    page = HelpPage(
        half_life=_about(half_life(site_of(request).app.store), t),
        recent=_about(levels.RECENT_DAYS, t),
        sure=t.percent(SURE),
        fading_days=trend.FADING_ACTIVE_DAYS,
        fading_silent=_about(trend.FADING_SILENT_DAYS, t),
        growing_days=trend.GROWING_ACTIVE_DAYS,
        growing_times=t.number(trend.GROWING_TIMES, decimals=1),
        horizon=_about(HORIZON_DAYS, t),
        blast=BLAST_OTHERS,
        shown=_shown(t),
    )
    return show(request, "help.html", page)


def _about(days: int, t: Translator) -> str:
    """A length of time to the nearest month, in years where it is whole ones."""
    months = round(days / _DAYS_A_MONTH)
    if months % 12:
        return t.plural("%(n)s month", "%(n)s months", months)
    return t.plural("%(n)s year", "%(n)s years", months // 12)


def _shown(t: Translator) -> tuple[Shown, ...]:
    return (
        Shown(t.text("Whom you are connected to, and since when"), True, "Connections.csv"),
        Shown(t.text("With whom you write, and when"), True, "messages.csv"),
        Shown(t.text("Who invited whom"), True, "Invitations.csv"),
        Shown(t.text("Recommendations and endorsements, both ways"), True, "Recommendations_*.csv, Endorsement_*.csv"),
        Shown(t.text("Your own notes on people"), True, "Notes.csv"),
        Shown(t.text("What you like, comment and post yourself"), True, "Reactions.csv, Comments.csv, Shares.csv"),
        Shown(t.text("Who likes and comments what you post"), False, t.text("LinkedIn does not give it out")),
        Shown(t.text("Whom you have met in real life"), False, t.text("only you know")),
        Shown(t.text("Whether somebody is active on LinkedIn at all"), False, t.text("only LinkedIn knows")),
        Shown(t.text("Members who hide themselves from the download"), False, t.text("they have chosen so")),
    )
