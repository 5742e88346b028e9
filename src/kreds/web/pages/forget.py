"""Forget somebody: what is held, what goes, and that it is for good; the file for them comes first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from fastapi import APIRouter, Request, Response

from kreds.errors import UsageError
from kreds.services.forget import Forgot, KeptCopy, ToForget, copies_named, to_forget
from kreds.services.forget import forget as forget_person
from kreds.services.reader import Reader
from kreds.web.forms import Pairs
from kreds.web.pages.relation import PersonId
from kreds.web.site import reader_of, show, site_of, translator_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that still holds them."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class ForgetPage:
    """``parts`` are what is held and how many rows, in words; ``forgot`` is set when it is done."""

    id: str
    name: str
    parts: tuple[tuple[str, str], ...]
    copies: tuple[Copy, ...]
    forgot: Forgot | None = None
    rows: int = 0


@router.get("/relations/{person}/forget")
def ask(request: Request, person: PersonId) -> Response:
    """What would go, and whether it is meant.

    Raises:
        UsageError: incognito hides who it is, or it is the owner.
    """
    return show(request, "forget.html", _page(request, to_forget(_open_reader(request).store, person)))


@router.post("/relations/{person}/forget")
def forget(request: Request, person: PersonId, pairs: Pairs) -> Response:
    """Do it, and write the backups anew that were ticked (``backup``)."""
    app, store = site_of(request).app, _open_reader(request).store
    paths = copies_named(store, [value for name, value in pairs if name == "backup"])
    forgot = forget_person(store, person, at=app.now(), backups=paths)
    # What the last import set aside may name them, and waits in memory.
    site_of(request).desk.forget_result()
    page = ForgetPage(forgot.id, forgot.name, (), _copies(forgot.copies), forgot, sum(forgot.rows.values()))
    answer = show(request, "forget_body.html", page)
    # The address of somebody who is gone leads nowhere.
    answer.headers["hx-replace-url"] = "/relations"
    return answer


def _open_reader(request: Request) -> Reader:
    """Whoever looks at people as they are."""
    reader = reader_of(request)
    if reader.incognito:
        raise UsageError("INCOGNITO")
    return reader


def _page(request: Request, found: ToForget) -> ForgetPage:
    t = translator_of(request)
    parts = tuple((t.phrase(title), t.number(rows)) for _, title, rows in found.parts)
    return ForgetPage(found.id, found.name or t.text("No name"), parts, _copies(found.copies))


def _copies(copies: tuple[KeptCopy, ...]) -> tuple[Copy, ...]:
    return tuple(Copy(one.path.name, datetime.fromtimestamp(one.made_at, UTC).date()) for one in copies)
