"""What a browser chooses for itself on any page: language, form of dates, single keys, incognito."""

from fastapi import APIRouter, Body, Request, Response

from kreds.i18n import LANGUAGES
from kreds.web.pages.failures import failure_of
from kreds.web.preferences import DATES, keep
from kreds.web.security import Refusal
from kreds.web.site import tell, translator_of

_CHOICES = {
    "language": tuple(LANGUAGES),
    "dates": DATES,
    "keys": ("on", "off"),
    "incognito": ("on", "off"),
}

router = APIRouter()


@router.post("/choices/{name}")
def choose(request: Request, name: str, value: str = Body(embed=True, max_length=20)) -> Response:
    """Keep the choice; the script that asked loads its page again."""
    if value not in _CHOICES.get(name, ()):
        failure = failure_of(Refusal(400, "value"), translator_of(request))
        return tell(400, code="CHOICE", message=failure.message, advice=failure.advice)
    answer = Response(status_code=204)
    keep(answer, name, value)
    return answer
