"""Contact that no file shows: logged, and read again."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from kreds.model.log import LONGEST, LogKind
from kreds.services.log_contact import log_and_tell, log_day
from kreds.services.log_shapes import effect_shape, lines_shape
from kreds.web.api import shapes
from kreds.web.api.deciding import MOST, Said
from kreds.web.api.failing import ERRORS
from kreds.web.api.log_shapes import LinesShape, LoggedShape, LogKindName
from kreds.web.api.reading import Json
from kreds.web.site import reader_of, site_of

router = APIRouter(prefix="/api", responses=ERRORS)


class SaidLog(Said):
    """Contact with people; ``on`` is an ISO day or words for one ("yesterday", "i går"), today when it is empty."""

    people: list[shapes.PersonId] = Field(min_length=1, max_length=MOST)
    kind: LogKindName = "met"
    text: str = Field("", max_length=LONGEST)
    on: str = Field("", max_length=100)


@router.get("/log", operation_id="logged", response_model=LinesShape)
def logged(
    request: Request,
    person: Annotated[str, Query(pattern=r"^([0-9a-f]{13})?$", description="A relation's id.")] = "",
    words: Annotated[str, Query(max_length=400)] = "",
    kind: LogKindName | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Json:
    """What was logged, the newest first: of everybody or one, of one kind, with all of some words."""
    people = [int(person, 16)] if person else None
    found = reader_of(request).logged(people, words=words, kind=LogKind(kind) if kind else None)
    return lines_shape(found, most=limit)


@router.post("/log", operation_id="log", response_model=LoggedShape)
def log(request: Request, said: SaidLog) -> Json:
    """Log contact with people: it counts at once, and one undo takes it back. Ids of nobody are left out.

    Raises:
        UsageError: the day is yet to come or cannot be, or nobody of them is a relation.
    """
    app = site_of(request).app
    people, today = [int(one, 16) for one in said.people], app.today()
    day = log_day(said.on, today)
    done = log_and_tell(app.store, people, LogKind(said.kind), said.text, day, today=today, at=app.now())
    return effect_shape(reader_of(request).effect(done))
