"""The tasting: how far a post carries, and what changes would do to it. Nothing is changed by asking."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from kreds.reach.plan import Effort
from kreds.services import forecast_reach
from kreds.services.forecast_reach import BEST_POST, MOST_A_WEEK, MOST_WEEKS, Setting
from kreds.services.post_topics import LONGEST_TOPIC
from kreds.services.reach_shapes import comparison_shape, influences_shape, plan_shape, reach_shape
from kreds.services.reach_steps import MOST_INVITED, Wish, weekday_called
from kreds.web.api.failing import ERRORS
from kreds.web.api.reach_shapes import ComparisonShape, InfluencesShape, PlanShape, ReachShape
from kreds.web.api.reading import Json
from kreds.web.site import reader_of, site_of, translator_of

router = APIRouter(prefix="/api", responses=ERRORS)

_MOST_NAMED = 500
Who = Annotated[str, Field(min_length=1, max_length=400)]
AWeek = Annotated[int, Field(ge=0, le=MOST_A_WEEK)]


class Asked(BaseModel):
    """Assumptions by name that stand in place of the usual ones, and what the post is about ("" for the usual)."""

    model_config = ConfigDict(extra="forbid")
    assume: dict[str, float] = Field(default_factory=dict, max_length=40)
    topic: str = Field("", max_length=LONGEST_TOPIC)


class AskedWhatIf(Asked):
    """What to try: people, or "list", "proposed", "worthless" to let go, "quiet" to wake."""

    let_go: list[Who] = Field(default_factory=list, max_length=_MOST_NAMED)
    wake: list[Who] = Field(default_factory=list, max_length=_MOST_NAMED)
    invite: int = Field(0, ge=0, le=MOST_INVITED)
    ask_for_comments: bool = False
    better_day: bool = False
    day: Literal["", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = ""


class AskedPlan(Asked):
    """So many removals, wake-ups and invitations a week, for so many weeks."""

    removals: AWeek = 5
    wakes: AWeek = 5
    invitations: AWeek = 5
    weeks: int = Field(4, ge=1, le=MOST_WEEKS)


@router.get("/reach", operation_id="reach", response_model=ReachShape)
def reach(
    request: Request,
    quality: Annotated[float, Query(ge=-BEST_POST, le=BEST_POST)] = 0.0,
    topic: Annotated[str, Query(max_length=LONGEST_TOPIC)] = "",
) -> Json:
    """How far a post carries; ``quality`` is how good it is, in log odds of a reaction, ``topic`` what it is about."""
    store, say = site_of(request).app.store, translator_of(request).phrase
    found = forecast_reach.reach(store, Setting({}, quality, topic))
    return reach_shape(found, forecast_reach.doubt(store), forecast_reach.calibrated(store), say)


@router.get("/reach/people", operation_id="whoCarries", response_model=InfluencesShape)
def people(request: Request, limit: Annotated[int, Query(ge=1, le=100)] = 10) -> Json:
    """Who carries posts most, and who stops them."""
    found = forecast_reach.influences(site_of(request).app.store, most=limit)
    named = reader_of(request).relations_of([one.person for one in (*found.carry, *found.stop)])
    return influences_shape(found, named)


@router.post("/reach/what-if", operation_id="whatIf", response_model=ComparisonShape)
def what_if(request: Request, asked: AskedWhatIf) -> Json:
    """Before and after a change of the network."""
    app = site_of(request).app
    wish = Wish(
        tuple(asked.let_go),
        tuple(asked.wake),
        asked.invite,
        asked.ask_for_comments,
        asked.better_day,
        weekday_called(asked.day),
    )
    return comparison_shape(
        forecast_reach.what_if(app.store, wish, Setting(asked.assume, topic=asked.topic), today=app.today())
    )


@router.post("/reach/plan", operation_id="reachPlan", response_model=PlanShape)
def plan(request: Request, asked: AskedPlan) -> Json:
    """The best set of steps for an effort."""
    app = site_of(request).app
    effort = Effort(asked.removals, asked.wakes, asked.invitations, asked.weeks)
    return plan_shape(
        forecast_reach.plan(app.store, effort, Setting(asked.assume, topic=asked.topic), today=app.today())
    )
