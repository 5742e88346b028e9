"""Sign in: the page that the printed address leads to, and the exchange of its code for a session."""

from fastapi import APIRouter, Body, Request, Response
from starlette.responses import JSONResponse

from kreds.web.pages.failures import Failure, failure_of
from kreds.web.security import Refusal
from kreds.web.site import show, site_of, tell, translator_of

router = APIRouter()


@router.get("/open")
def landing(request: Request) -> Response:
    """Holds no data; its script sends the code that stands behind the #."""
    return show(request, "open.html", None)


@router.post("/open")
def sign_in(request: Request, code: str = Body(embed=True, max_length=200)) -> Response:
    """The cookie of a new session for a code that was not used yet."""
    site = site_of(request)
    session = site.sessions.redeem(code)
    if session is None:
        failure: Failure = failure_of(Refusal(401, "code"), translator_of(request))
        return tell(401, code="SIGN-IN", message=failure.message, advice=failure.advice)
    answer = JSONResponse({"next": "/"})
    answer.set_cookie(site.place.cookie, session, httponly=True, samesite="strict", path="/")
    return answer


@router.post("/open/again")
def print_again(request: Request) -> Response:
    """Print a fresh address where Kreds was started; who asks here learns nothing."""
    site = site_of(request)
    site.announce(site.new_link())
    return Response(status_code=204)
