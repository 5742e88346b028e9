"""Import: choose or drop files, watch them being read, stop, and see what became of every row."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from kreds.bootstrap import App
from kreds.i18n import Translator
from kreds.model.importing import FileResult, ImportResult, Owner, Progress, RejectedRow
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.judge_relations import name_owner
from kreds.web.forms import Form
from kreds.web.import_desk import DeskState, Work
from kreds.web.site import show, site_of, translator_of

_SHOWN_ROWS = 100
_RAW_LENGTH = 300

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Equation:
    """One file: every row that was read, and where it went."""

    name: str
    read: int
    terms: tuple[tuple[str, int], ...]
    adds_up: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A rejected row: where it stood, what is wrong, what to do, and the row itself."""

    place: str
    message: str
    advice: str
    raw: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """What an import did, in words."""

    headline: str
    is_good: bool
    lines: tuple[str, ...]
    files: tuple[Equation, ...]
    rejected: tuple[SetAside, ...]
    rejected_count: int
    owner: str
    candidates: tuple[Owner, ...]
    unread: tuple[str, ...]
    relations: int


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The desk as it stands: ``stage`` of `kreds.web.import_desk.DeskState`, and the words for it."""

    stage: str
    result: ResultView | None
    message: str
    advice: str
    words: dict[str, str]


@router.get("/import")
def show_desk(request: Request) -> Response:
    """The page; while an import runs it takes its progress up again."""
    return show(request, "import.html", import_page(site_of(request).desk.state, translator_of(request)))


@router.post("/import/begin", status_code=204)
def begin(request: Request) -> None:
    """Clear the desk for new files."""
    site_of(request).desk.clear()


@router.post("/import/files", status_code=204)
async def receive(request: Request) -> None:
    """One file as the raw body; its name stands in ``X-File-Name``, per cent encoded."""
    desk = site_of(request).desk
    name = unquote(request.headers.get("x-file-name", ""), errors="replace")
    handle, target = await to_thread.run_sync(desk.open_file, name)
    try:
        async for chunk in request.stream():
            await to_thread.run_sync(handle.write, chunk)
    finally:
        await to_thread.run_sync(handle.close)
    await to_thread.run_sync(desk.keep, target)


@router.post("/import/start", status_code=204)
def start(request: Request) -> None:
    """Import what has arrived."""
    site = site_of(request)
    site.desk.start(_work(site.app))


@router.post("/import/cancel", status_code=204)
def cancel(request: Request) -> None:
    """Stop; the store stays as it was."""
    site_of(request).desk.cancel()


@router.post("/import/owner", status_code=204)
def owner(request: Request, response: Response, form: Form) -> None:
    """Whose network it is, when the files leave room for doubt."""
    site = site_of(request)
    name_owner(site.app.store, form.get("profile_url", ""), at=site.app.now())
    site.desk.owner_is_known()
    response.headers["hx-redirect"] = "/"


@router.get("/import/progress")
def progress(request: Request) -> Response:
    """How far it has come, for the page's script."""
    state, t = site_of(request).desk.state, translator_of(request)
    now = state.progress
    return JSONResponse(
        {
            "stage": state.stage,
            "share": round(min(1.0, now.done / now.total), 3) if now and now.total else 0.0,
            "text": _progress_text(now, t) if now else t.text("Looking at the files"),
        }
    )


def _work(app: App) -> Work:
    def work(paths: list[Path], note: Callable[[Progress], None], stop: Callable[[], bool]) -> ImportResult:
        options = ImportOptions(
            today=app.today(),
            now=app.now,
            origin="web",
            keep_texts=app.settings.keep_message_texts,
            progress=note,
            cancelled=stop,
        )
        return import_files(app.store, paths, options)

    return work


def _progress_text(progress: Progress, t: Translator) -> str:
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
        result=_result(state.result, t) if state.result else None,
        message=message,
        advice=advice,
        words={
            "sending": t.text("Handing over"),
            "starting": t.text("Looking at the files"),
            "lost": t.text("Kreds does not answer. Is it still running? This page goes on when it is back."),
        },
    )


def _result(result: ImportResult, t: Translator) -> ResultView:
    rejected = result.rejected[:_SHOWN_ROWS]
    return ResultView(
        headline=_headline(result, t),
        is_good=result.relations > 0,
        lines=_lines(result, t),
        files=tuple(_equation(file, t) for file in _gathered(result.files, t)),
        rejected=tuple(_set_aside(row, t) for row in rejected),
        rejected_count=len(result.rejected),
        owner=result.owner.name,
        candidates=() if result.owner_is_sure else tuple(one for one in result.owner_candidates if one.profile_url),
        unread=(*result.ignored, *result.unknown),
        relations=result.relations,
    )


def _headline(result: ImportResult, t: Translator) -> str:
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
    lines.extend(t.phrase(note) for note in result.notes)
    return tuple(lines)


def _gathered(files: Sequence[FileResult], t: Translator) -> list[FileResult]:
    """Articles come one a file: they are told as one line."""
    articles = [file for file in files if file.kind == "articles"]
    others = [file for file in files if file.kind != "articles"]
    if not articles:
        return others
    skipped: Counter[str] = Counter()
    for file in articles:
        skipped.update(file.skipped)
    one = FileResult(
        name=t.plural("%(n)s article", "%(n)s articles", len(articles)),
        kind="articles",
        read=sum(file.read for file in articles),
        new=sum(file.new for file in articles),
        updated=sum(file.updated for file in articles),
        unchanged=sum(file.unchanged for file in articles),
        merged=sum(file.merged for file in articles),
        rejected=sum(file.rejected for file in articles),
        skipped=skipped,
        notes=tuple(note for file in articles for note in file.notes),
    )
    return [*others, one]


def _equation(file: FileResult, t: Translator) -> Equation:
    terms = [
        (t.text("new"), file.new),
        (t.text("updated"), file.updated),
        (t.text("unchanged"), file.unchanged),
        (t.text("merged"), file.merged),
        (t.text("rejected"), file.rejected),
        *((t.text("left out: %(reason)s", reason=t.reason(reason)), count) for reason, count in file.skipped.items()),
    ]
    return Equation(
        name=file.name,
        read=file.read,
        terms=tuple((word, count) for word, count in terms if count),
        adds_up=file.adds_up,
        notes=tuple(t.phrase(note) for note in file.notes),
    )


def _set_aside(row: RejectedRow, t: Translator) -> SetAside:
    message, advice = t.problem(row.code, row.facts)
    raw = row.raw if len(row.raw) <= _RAW_LENGTH else row.raw[:_RAW_LENGTH] + " …"
    return SetAside(place=t.place(row.file, row.line), message=message, advice=advice, raw=raw)
