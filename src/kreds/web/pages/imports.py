"""Import: choose or drop files, watch them being read, stop, and see what became of every row."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from kreds.bootstrap import App
from kreds.i18n import Translator
from kreds.model.importing import ImportResult, Owner, Progress
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.judge_relations import name_owner
from kreds.services.keep_texts import keeps_texts
from kreds.services.look_at_files import NOT_KNOWN, NOT_NEEDED, Look, SeenArchive, SeenFile, look_at_files
from kreds.sources.kinds import FROM_ELSEWHERE, LISTS
from kreds.web.forms import Form
from kreds.web.import_desk import HANDED_OVER, DeskState, FileState, Work
from kreds.web.import_words import Equation, Trouble, equations, troubles, weight_of
from kreds.web.site import Site, show, site_of, translator_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class LookedFile:
    """A file before it is imported, in words."""

    name: str
    kind: str
    amount: str
    size: str
    is_news: bool
    columns: int | None = None


@dataclass(frozen=True, slots=True)
class LookView:
    """What will be imported: a sentence, what to know before, the files, and those left unread with the reason why.

    ``waiting`` are lists of which nobody has said what their columns are: number and name of each.
    """

    headline: str
    notes: tuple[str, ...]
    archives: tuple[str, ...]
    files: tuple[LookedFile, ...]
    unread: tuple[tuple[str, tuple[str, ...]], ...]
    unread_count: int
    is_worth_it: bool
    waiting: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultView:
    """What an import did, in words."""

    headline: str
    is_good: bool
    lines: tuple[str, ...]
    files: tuple[Equation, ...]
    rejected: tuple[Trouble, ...]
    rejected_count: int
    owner: str
    candidates: tuple[Owner, ...]
    unread: tuple[str, ...]
    relations: int


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The desk as it stands: ``stage`` of `kreds.web.import_desk.DeskState`, and the words for it.

    ``into`` says which network the files go to while the demo is looked at, "own" or "demo"; "" at other times.
    """

    stage: str
    look: LookView | None
    result: ResultView | None
    message: str
    advice: str
    words: dict[str, str]
    into: str = ""


@router.get("/import")
def show_desk(request: Request) -> Response:
    """The page; while an import runs it takes its progress up again."""
    site = site_of(request)
    page = import_page(site.desk.state, translator_of(request))
    return show(request, "import.html", replace(page, into=_into(site) if site.is_demo else ""))


def _into(site: Site) -> str:
    to_demo = _goes_to_demo(site) if site.desk.state.stage == "looked" else site.importing is not site.own
    return "demo" if to_demo else "own"


@router.post("/import/begin", status_code=204)
def begin(request: Request) -> None:
    """Clear the desk for new files, which go to the person's own network unless they chose the demo."""
    site = site_of(request)
    if site.importing is site.own:
        site.leave_demo()
    site.desk.clear()


@router.post("/import/into", status_code=204)
def into(request: Request, form: Form) -> None:
    """Choose where files go while the demo is looked at."""
    site_of(request).import_into(demo=form.get("into") == "demo")


@router.post("/import/files", status_code=204)
async def receive(request: Request) -> None:
    """One file as the raw body; ``X-File-Name`` (per cent encoded) and ``X-File-Modified`` (ms) tell of it."""
    desk = site_of(request).desk
    name = unquote(request.headers.get("x-file-name", ""), errors="replace")
    handle, target = await to_thread.run_sync(desk.open_file, name)
    try:
        async for chunk in request.stream():
            await to_thread.run_sync(handle.write, chunk)
    finally:
        await to_thread.run_sync(handle.close)
    modified = request.headers.get("x-file-modified", "")
    await to_thread.run_sync(desk.keep, target, int(modified) // 1_000 if modified.isdecimal() else None)


@router.post("/import/look", status_code=204)
def look(request: Request) -> None:
    """See what has arrived, before any of it is imported."""
    look_again(site_of(request))


def look_again(site: Site) -> None:
    """See what lies on the desk, with what is known by now."""
    app = site.importing
    site.desk.look(lambda paths, stop: look_at_files(app.store, paths, today=app.today(), cancelled=stop))


@router.post("/import/start", status_code=204)
def start(request: Request) -> None:
    """Import what has arrived, into the network that was chosen, which is shown from now on."""
    site = site_of(request)
    if not _goes_to_demo(site):
        site.leave_demo()
    site.desk.start(_work(site.importing))


def _goes_to_demo(site: Site) -> bool:
    """Whether the demo was chosen, and nothing of LinkedIn's is on the desk: an archive is the person's own."""
    look = site.desk.state.look
    is_chosen = site.importing is not site.own
    return is_chosen and look is not None and all(file.kind in FROM_ELSEWHERE for file in look.files)


@router.post("/import/cancel", status_code=204)
def cancel(request: Request) -> None:
    """Stop; the store stays as it was."""
    site_of(request).desk.cancel()


@router.post("/import/owner", status_code=204)
def owner(request: Request, response: Response, form: Form) -> None:
    """Whose network it is, when the files leave room for doubt."""
    site = site_of(request)
    name_owner(site.importing.store, form.get("profile_url", ""), at=site.importing.now())
    site.desk.owner_is_known()
    response.headers["hx-redirect"] = "/"


@router.get("/import/progress")
def progress(request: Request) -> Response:
    """How far it has come, for the page's script."""
    state, t = site_of(request).desk.state, translator_of(request)
    now = state.progress
    doing = _progress_text(now, t) if now else t.text("Looking at the files")
    return JSONResponse(
        {
            "stage": state.stage,
            "next": state.next,
            "share": round(min(1.0, now.done / now.total), 3) if now and now.total else 0.0,
            "text": doing,
            "time": t.duration(time.monotonic() - state.started) if state.is_busy else "",
            "files": [_step(step, t) for step in state.steps if not step.name.startswith("Articles/")],
        }
    )


def _step(step: FileState, t: Translator) -> dict[str, str]:
    words = {
        "waiting": t.text("waiting"),
        "reading": t.text("reading"),
        "read": t.text("read"),
        "writing": t.text("saving"),
        "written": t.text("done"),
    }
    rows = t.plural("%(n)s row", "%(n)s rows", step.rows) if step.rows else ""
    return {"name": step.name, "stage": step.stage, "text": words[step.stage], "rows": rows}


def _work(app: App) -> Work:
    def work(paths: list[Path], note: Callable[[Progress], None], stop: Callable[[], bool]) -> ImportResult:
        options = ImportOptions(
            today=app.today(),
            now=app.now,
            origin="web",
            keep_texts=keeps_texts(app.store, settled=app.settings.keep_message_texts),
            progress=note,
            cancelled=stop,
        )
        return import_files(app.store, paths, options)

    return work


def _progress_text(progress: Progress, t: Translator) -> str:
    if progress.stage == "inventing":
        return t.text("Inventing the people")
    if progress.stage == "judging":
        return t.text("Judging the relations")
    rows = t.plural("%(n)s row", "%(n)s rows", progress.rows)
    if progress.stage == "writing":
        return t.text("Saving · %(rows)s", rows=rows)
    return t.text("Reading %(file)s · %(rows)s", file=progress.file, rows=rows) if progress.file else rows


def import_page(state: DeskState, t: Translator) -> ImportPage:
    """The desk in the translator's language."""
    message, advice = t.error(state.error) if state.error else ("", "")
    return ImportPage(
        stage=state.stage,
        look=_look(state.look, t) if state.look and state.stage == "looked" else None,
        result=_result(state.result, t) if state.result else None,
        message=message,
        advice=advice,
        words={
            "sending": t.text("Handing over"),
            "starting": t.text("Looking at the files"),
            "lost": t.text("Kreds does not answer. Is it still running? This page goes on when it is back."),
        },
    )


def _look(look: Look, t: Translator) -> LookView:
    known = sorted(look.files, key=lambda file: weight_of(file.kind))
    numbers = {one.name: number for number, one in enumerate(look.lists) if one.is_read}
    files = tuple(_looked(file, t, numbers.get(file.name)) for file in known if file.kind != "articles")
    articles = [file for file in look.files if file.kind == "articles"]
    if articles:
        size = t.size(sum(file.size for file in articles))
        amount = t.plural("%(n)s article", "%(n)s articles", len(articles))
        files += (LookedFile("Articles", t.kind("articles"), amount, size, not all(one.is_known for one in articles)),)
    return LookView(
        _seen(look, t),
        tuple(t.phrase(note) for note in look.notes),
        tuple(_archive(one, t) for one in look.archives if one.day or not one.name.startswith(HANDED_OVER)),
        files,
        _unread(look, t),
        len(look.unread),
        any(file.is_news for file in files),
        tuple((number, one.name) for number, one in enumerate(look.lists) if not one.is_read),
    )


def _seen(look: Look, t: Translator) -> str:
    lists = [file for file in look.files if file.kind == "connections" and not file.is_known]
    relations = sum(file.people for file in lists)
    if not relations and not look.files and look.lists:
        return t.plural(
            "%(n)s list that Kreds must ask about.", "%(n)s lists that Kreds must ask about.", len(look.lists)
        )
    if not relations:
        return t.plural("%(n)s file that Kreds knows.", "%(n)s files that Kreds knows.", len(look.files))
    if all(file.is_exact for file in lists):
        return t.plural("%(n)s relation is in it.", "%(n)s relations are in it.", relations)
    return t.text("About %(n)s relations are in it.", n=relations)


def _unread(look: Look, t: Translator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    reasons = {NOT_NEEDED: t.text("Kreds has no need of them"), NOT_KNOWN: t.text("Kreds does not know them")}
    groups = (
        (words, tuple(file.name for file in look.unread if file.reason == reason)) for reason, words in reasons.items()
    )
    return tuple((words, names) for words, names in groups if names)


def _archive(archive: SeenArchive, t: Translator) -> str:
    if archive.day is None:
        return archive.name
    if archive.is_sure:
        return t.text("%(name)s, from %(day)s", name=archive.name, day=archive.day)
    return t.text("%(name)s, probably from %(day)s", name=archive.name, day=archive.day)


def _looked(file: SeenFile, t: Translator, number: int | None) -> LookedFile:
    amount = t.plural("%(n)s row", "%(n)s rows", file.rows)
    if not file.is_exact:
        amount = t.text("about %(rows)s", rows=amount)
    return LookedFile(file.name, t.kind(file.kind), amount, t.size(file.size), not file.is_known, number)


def _result(result: ImportResult, t: Translator) -> ResultView:
    return ResultView(
        headline=_headline(result, t),
        is_good=result.relations > 0,
        lines=_lines(result, t),
        files=equations(result.files, t),
        rejected=troubles(result.rejected, t),
        rejected_count=len(result.rejected),
        owner=result.owner.name,
        candidates=()
        if result.owner_is_sure or not result.relations
        else tuple(one for one in result.owner_candidates if one.profile_url),
        unread=(*result.ignored, *result.unknown, *(one.name for one in result.unmatched)),
        relations=result.relations,
    )


def _headline(result: ImportResult, t: Translator) -> str:
    lists = [file for file in result.files if file.kind in FROM_ELSEWHERE]
    if lists and len(lists) == len(result.files):
        rows = sum(file.new for file in lists)
        if not rows:
            return t.text("Nothing new: all of it was known.")
        if any(file.kind not in LISTS for file in lists):
            return t.plural("%(n)s new entry is in.", "%(n)s new entries are in.", rows)
        return t.plural("%(n)s new row of your lists is in.", "%(n)s new rows of your lists are in.", rows)
    if not result.relations:
        return t.text("Read, but nobody was found.")
    new = sum(file.new for file in result.files if file.kind == "connections")
    if new == 0:
        return t.plural(
            "Nobody new: you have %(n)s relation.", "Nobody new: you have %(n)s relations.", result.relations
        )
    return t.plural("%(n)s new relation is in.", "%(n)s new relations are in.", new)


def _lines(result: ImportResult, t: Translator) -> tuple[str, ...]:
    lines = [t.text("It took %(time)s.", time=t.duration(result.seconds))]
    if result.no_longer_connected:
        lines.append(
            t.plural(
                "%(n)s person of an earlier list is missing from the newest one; kept as no longer connected.",
                "%(n)s people of earlier lists are missing from the newest one; kept as no longer connected.",
                result.no_longer_connected,
            )
        )
    if result.outsiders:
        lines.append(
            t.plural(
                "%(n)s person is known from other sources.",
                "%(n)s people are known from other sources.",
                result.outsiders,
            )
        )
    lines.extend(t.phrase(note) for note in result.notes)
    return tuple(lines)
