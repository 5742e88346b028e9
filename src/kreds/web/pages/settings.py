"""Settings: language and looks, how contact fades, whose network, what is stored, backup, restore, leaving."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse, PlainTextResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.model.invitation import LIMIT_BOUNDS, Limits
from kreds.services import keep_store
from kreds.services.judge_relations import (
    HALF_LIVES,
    bring_up_to_date,
    half_life,
    name_owner,
    set_half_life,
    would_change_level,
)
from kreds.services.keep_store import Backup
from kreds.services.keep_texts import keeps_texts, say_keep_texts
from kreds.services.leave_with_everything import leave_with_everything
from kreds.services.said_invitations import limits, say_limits
from kreds.services.what_is_stored import Stored, what_is_stored
from kreds.web.downloads import download, handed_over
from kreds.web.forms import Form
from kreds.web.preferences import DATES
from kreds.web.site import reader_of, said, show, site_of, translator, translator_of

_SQLITE = "application/vnd.sqlite3"

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Option:
    """One value that can be chosen, and how it reads."""

    value: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup in words; ``problem`` says why it cannot be put back, "" when it can."""

    name: str
    day: date
    size: str
    holds: str
    problem: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Everything that can be settled, as it is now."""

    dates: tuple[Option, ...]
    fading: tuple[Option, ...]
    owner: str
    stored: Stored
    place: str
    folder: str
    keeps_texts: bool
    backups: tuple[BackupLine, ...]
    has_folder: bool
    since: date | None
    limits: tuple[tuple[str, str, int, int, int], ...]
    version: str


@router.get("/settings")
def settings(request: Request) -> Response:
    """The page."""
    return show(request, "settings.html", _page(request))


@router.get("/settings/fading/{number}")
def preview(request: Request, number: int) -> Response:
    """How many relations would have another level if contact faded at this speed; nothing is changed."""
    t = translator_of(request)
    count = would_change_level(site_of(request).app.store, number)
    return PlainTextResponse(
        t.plural("%(n)s relation would change its level.", "%(n)s relations would change their level.", count)
    )


@router.post("/settings/fading")
def choose_fading(request: Request, form: Form) -> Response:
    """Let contact fade at another speed, and judge everybody by it."""
    app, t = site_of(request).app, translator_of(request)
    days = form.get("days", "")
    decided = set_half_life(app.store, int(days) if days.isascii() and days.isdigit() else 0, at=app.now())
    words = t.plural("%(n)s relation is judged anew.", "%(n)s relations are judged anew.", decided.relations)
    return said(_again(request), words, undo=decided.id)


@router.post("/settings/owner")
def choose_owner(request: Request, form: Form) -> Response:
    """Say whose network it is."""
    app, t = site_of(request).app, translator_of(request)
    name_owner(app.store, form.get("profile_url", "").strip(), at=app.now())
    return said(_again(request), t.text("Kept. Everybody is judged anew."))


@router.post("/settings/limits")
def choose_limits(request: Request, form: Form) -> Response:
    """Settle LinkedIn's limits on invitations."""
    app, t = site_of(request).app, translator_of(request)
    wanted = {name: _whole(name, form[name]) for name in LIMIT_BOUNDS if name in form}
    decided = say_limits(app.store, wanted, app.settings.limits, at=app.now())
    return said(_again(request), t.text("Kept.") if decided.id else t.text("Nothing was changed."), undo=decided.id)


@router.post("/settings/texts")
def choose_texts(request: Request, form: Form) -> Response:
    """Keep the words of messages or not; those kept so far go when not."""
    app, t = site_of(request).app, translator_of(request)
    keep = form.get("keep") == "yes"
    gone = say_keep_texts(app.store, keep, at=app.now()).relations
    if keep:
        words = t.text("From the next import on, the words of your messages and posts are kept.")
    else:
        words = t.plural(
            "The words of %(n)s message or post are gone.", "The words of %(n)s messages and posts are gone.", gone
        )
    return said(_again(request), words)


# ---- backup and restore ----


@router.post("/settings/backup")
def back_up(request: Request) -> Response:
    """Make a backup, read it back, and only then say so."""
    app, t = site_of(request).app, translator_of(request)
    path = keep_store.back_up(app.store, None, now=app.now())
    return said(_again(request), t.text("The backup %(name)s is made and was read back whole.", name=path.name))


@router.get("/settings/backups/{name}")
def save_backup(request: Request, name: str) -> Response:
    """A backup as a download."""
    return handed_over(_listed(request, name).path, name, _SQLITE)


@router.post("/settings/restore/file")
async def take_backup(request: Request) -> Response:
    """A backup as the raw body; the answer says what it holds, and nothing is changed yet."""
    site, t = site_of(request), translator_of(request)
    with site.restoring.taking() as file:
        async for chunk in request.stream():
            await to_thread.run_sync(file.write, chunk)
    found = await to_thread.run_sync(keep_store.examine_backup, site.restoring.backup)
    if found.problem:
        site.restoring.clear()
        raise found.problem
    return JSONResponse({"holds": _holds(found, t)})


@router.post("/settings/restore")
def restore(request: Request, form: Form) -> Response:
    """Put back a listed backup (``name``), or the one that was handed over; what was there is kept aside."""
    site, t = site_of(request), translator_of(request)
    name = form.get("name", "")
    backup = _listed(request, name).path if name else site.restoring.backup
    kept = keep_store.restore(site.app.target, backup, now=site.app.now())
    bring_up_to_date(site.app.store)
    site.restoring.clear()
    words = t.text("Your network is as it was in the backup.")
    if kept:
        words += " " + t.text("What it was until now is kept in %(file)s.", file=kept.name)
    return said(_again(request), words)


@router.get("/export/everything.zip")
def leave(request: Request) -> Response:
    """Everything in one file."""
    app, t = site_of(request).app, translator_of(request)
    name = f"kreds-everything-{app.today().isoformat()}.zip"
    return download(name, "application/zip", lambda out: leave_with_everything(app.store, out, say=t.phrase))


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        least, most = LIMIT_BOUNDS[name]
        raise UsageError("CHOICE", name=name, value=text, choices=f"{least}–{most}")
    return int(text)


def _listed(request: Request, name: str) -> Backup:
    """The backup of this name in the folder; a name that leads elsewhere is nobody's."""
    found = [one for one in keep_store.backups_of(site_of(request).app.store) if one.path.name == name]
    if not found:
        raise UsageError("NO-BACKUP")
    return found[0]


# ---- words ----


def _again(request: Request) -> Response:
    return show(request, "settings_body.html", _page(request))


def _page(request: Request) -> SettingsPage:
    site, t = site_of(request), translator_of(request)
    app, store = site.app, site.app.store
    stored = what_is_stored(store)
    today = app.today()
    return SettingsPage(
        dates=tuple(Option(one, translator(t.language, one).short_day(today), t.dates == one) for one in DATES),
        fading=_fading(half_life(store), t),
        owner=reader_of(request).overview().owner_name,
        stored=stored,
        place=store.target,
        folder=str(Path(store.target).parent) if store.path else "",
        keeps_texts=keeps_texts(store, settled=app.settings.keep_message_texts),
        backups=tuple(_backup(one, t) for one in keep_store.backups_of(store)),
        has_folder=store.path is not None,
        since=datetime.fromtimestamp(stored.since, UTC).date() if stored.since else None,
        limits=_limits(limits(store, app.settings.limits), t),
        version=version("kreds"),
    )


def _fading(now: int, t: Translator) -> tuple[Option, ...]:
    words = {
        90: t.text("Quickly: after three months a day of contact counts half."),
        180: t.text("As tested: after half a year a day of contact counts half."),
        365: t.text("Slowly: after a year a day of contact counts half."),
    }
    return tuple(Option(str(days), words[days], days == now) for days in HALF_LIVES)


def _limits(now: Limits, t: Translator) -> tuple[tuple[str, str, int, int, int], ...]:
    """Name, words, value, least and most of each limit."""
    words = {
        "invitations_per_week": t.text("Invitations in seven days"),
        "note_length": t.text("Characters in a note: 200, with Premium 300"),
        "notes_per_month": t.text("Notes a month: 5 without Premium; 0 means any number"),
        "invitation_weeks": t.text("Weeks an invitation may wait before you withdraw it"),
    }
    return tuple((name, words[name], getattr(now, name), *LIMIT_BOUNDS[name]) for name in LIMIT_BOUNDS)


def _backup(backup: Backup, t: Translator) -> BackupLine:
    problem = " ".join(t.error(backup.problem)) if backup.problem else ""
    day = datetime.fromtimestamp(backup.made_at).astimezone().date()
    return BackupLine(backup.path.name, day, t.size(backup.size), "" if problem else _holds(backup, t), problem)


def _holds(backup: Backup, t: Translator) -> str:
    parts = [
        t.plural("%(n)s relation", "%(n)s relations", backup.relations),
        t.plural("%(n)s of your decisions", "%(n)s of your decisions", backup.decisions),
    ]
    if backup.as_of:
        parts.append(t.text("data until %(day)s", day=t.short_day(backup.as_of)))
    return ", ".join(parts)
