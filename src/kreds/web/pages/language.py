"""Choose the language of the pages; the choice is kept in this browser."""

from fastapi import APIRouter, Body, Request, Response

from kreds.i18n import LANGUAGES
from kreds.web.pages.failures import failure_of
from kreds.web.security import Refusal
from kreds.web.site import LANGUAGE_COOKIE, tell, translator_of

_A_YEAR = 365 * 24 * 3600

router = APIRouter()


@router.post("/language")
def choose(request: Request, language: str = Body(embed=True, max_length=10)) -> Response:
    """Keep the choice; the script that asked loads its page again."""
    if language not in LANGUAGES:
        failure = failure_of(Refusal(400, "value"), translator_of(request))
        return tell(400, code="LANGUAGE", message=failure.message, advice=failure.advice)
    answer = Response(status_code=204)
    answer.set_cookie(LANGUAGE_COOKIE, language, max_age=_A_YEAR, httponly=True, samesite="strict", path="/")
    return answer
