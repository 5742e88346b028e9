"""What went wrong, as a page for a person and as JSON for a script; both say what to do."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kreds.errors import KredsError
from kreds.i18n import Translator
from kreds.web.security import METHODS, Refusal
from kreds.web.site import Closed, show, tell, translator_of, wants_page

# The session's cookie is ours to clear; "cookies" would sign the person out of every other server on this machine.
_CLEAR = {"clear-site-data": '"cache", "storage"'}


@dataclass(frozen=True)
class Failure(Closed):
    """One page about something that went wrong; ``may_open`` offers a fresh link, ``home`` a way back."""

    status: int
    title: str
    message: str
    advice: str
    may_open: bool = False
    home: bool = True


def refused(request: Request, refusal: Refusal) -> Response:
    """The gate's no."""
    if refusal.status == 421:
        return PlainTextResponse("This server answers to its own name only.\n", status_code=421)
    answer = _answer(request, failure_of(refusal, translator_of(request)), code=refusal.reason.upper())
    if refusal.status == 405:
        answer.headers["allow"] = ", ".join(METHODS)
    if refusal.reason == "expired":
        answer.headers.update(_CLEAR)
    return answer


async def http_failure(request: Request, error: Exception) -> Response:
    """No such page, a method it does not know, a body that grew too long."""
    status = getattr(error, "status_code", 500)
    return _answer(request, failure_of(Refusal(status, "http"), translator_of(request)), code=f"HTTP-{status}")


async def unreadable(request: Request, _error: Exception) -> Response:
    """An address or a form with a value that cannot be."""
    return _answer(request, failure_of(Refusal(400, "value"), translator_of(request)), code="VALUE")


async def kreds_failure(request: Request, error: Exception) -> Response:
    """A service could not do what was asked."""
    assert isinstance(error, KredsError)
    t = translator_of(request)
    message, advice = t.error(error)
    title = t.text("Not found") if error.http_status == 404 else t.text("That did not work")
    return _answer(request, Failure(error.http_status, title, message, advice), code=error.code)


def failure_of(refusal: Refusal, t: Translator) -> Failure:
    """The words for a refusal."""
    if refusal.status == 401:
        return _signed_out(refusal, t)
    if refusal.status == 404:
        return Failure(
            404,
            t.text("Not found"),
            t.text("There is no page at this address."),
            t.text("Start from the overview, or look among the relations."),
        )
    if refusal.status == 413:
        return Failure(413, t.text("Too large"), t.text("That is more than Kreds takes at once."), "")
    if refusal.status in (400, 415, 422):
        return Failure(
            refusal.status,
            t.text("That cannot be read"),
            t.text("A value in the address is not one that this page knows."),
            t.text("Go back, or start from the overview."),
        )
    if refusal.status in (403, 405):
        return Failure(
            refusal.status,
            t.text("Not from there"),
            t.text("This request did not come from Kreds’ own pages, so it was not carried out."),
            t.text("Type the address of Kreds into the browser yourself, or load the page again."),
            home=False,
        )
    return Failure(
        500,
        t.text("Something broke"),
        t.text("Kreds made a mistake. Your data is as it was."),
        t.text("Load the page again. If it happens every time, run “kreds doctor”."),
    )


def _signed_out(refusal: Refusal, t: Translator) -> Failure:
    if refusal.reason == "code":
        message = t.text("This link has been used, or is more than a minute old. Each one opens Kreds once.")
    elif refusal.reason == "expired":
        message = t.text("Kreds was started again since this page was opened.")
    else:
        message = t.text("Only the browser that was opened with a link from Kreds may look at your network.")
    return Failure(
        401,
        t.text("Open Kreds again"),
        message,
        t.text("Use the newest link in the window where Kreds runs, or start Kreds again."),
        may_open=True,
        home=False,
    )


def _answer(request: Request, failure: Failure, *, code: str) -> Response:
    if wants_page(request) and request.method != "HEAD" and not request.url.path.startswith("/api/"):
        return show(request, "failure.html", failure, status=failure.status)
    if request.method == "HEAD":
        return Response(status_code=failure.status)
    return tell(failure.status, code=code, message=failure.message, advice=failure.advice)
