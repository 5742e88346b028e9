"""Who is who: relations and people of other sources who may be one human, and the person's word on it."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import Field

from kreds.model.match import MatchState
from kreds.services.match_people import match_counts, say_match
from kreds.services.match_shapes import matches_shape
from kreds.web.api import shapes
from kreds.web.api.deciding import Said
from kreds.web.api.failing import ERRORS
from kreds.web.site import reader_of, site_of, translator_of

router = APIRouter(prefix="/api", responses=ERRORS)


class SideShape(shapes.Shape):
    """Somebody as one side has them; "" where it says nothing."""

    name: str
    title: str
    company: str
    place: str
    email: str
    url: str
    systems: list[str]


class MatchReasonShape(shapes.Shape):
    """What speaks for one human, or against it where the weight (in bits) is below 0."""

    text: str
    weight: float


class MatchShape(shapes.Shape):
    """A relation, and somebody who may be them."""

    id: str
    relation: shapes.PersonId
    is_relation: bool
    state: Literal["open", "sure", "exact", "same", "not_same"]
    probability: shapes.Share
    linkedin: SideShape
    other: SideShape
    reasons: list[MatchReasonShape]


class MatchCountsShape(shapes.Shape):
    """How many wait for an answer, were joined as sure, and were said to be one human or two."""

    waiting: shapes.Count
    sure: shapes.Count
    same: shapes.Count
    not_same: shapes.Count


class MatchesShape(shapes.Shape):
    """Pairs in one state, and how many there are of each."""

    counts: MatchCountsShape
    matches: list[MatchShape]


class SaidMatch(Said):
    """Whether two are one human; null lets Kreds decide."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{13}-[0-9a-f]{13}$")]
    same: bool | None


@router.get("/matches", operation_id="matches", response_model=MatchesShape)
def matches(request: Request, state: Literal["open", "sure", "same", "not_same"] = "open") -> dict[str, Any]:
    """Relations and people of other sources who may be one human, those first that an answer settles most of."""
    found = reader_of(request).matches(MatchState(state))
    return matches_shape(found, match_counts(site_of(request).app.store), translator_of(request).phrase)


@router.post("/matches", operation_id="say_match", response_model=shapes.DecidedShape)
def say_match_(request: Request, said: SaidMatch) -> dict[str, int]:
    """Say whether two are one human; it stands over every import, and one undo takes it back.

    Raises:
        UsageError: there is no such pair.
    """
    app = site_of(request).app
    decided = say_match(app.store, said.id, said.same, at=app.now())
    return {"id": decided.id, "relations": decided.relations}
