"""Goals and composition over the API: what is wanted, what there is, what is missing."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request

from kreds.errors import UsageError
from kreds.model.decision import Decided
from kreds.model.goal import Audience, Goal, Target
from kreds.services.composition_shapes import composition_shape, gap_shape, goal_shape, goals_shape
from kreds.services.reader import Reader
from kreds.services.state_goal import choose_goal, find_goal, give_up_goal, mixed_goal, state_goal
from kreds.web.api import goal_shapes, shapes
from kreds.web.api.failing import ERRORS
from kreds.web.site import reader_of, site_of

Json = dict[str, Any]

router = APIRouter(prefix="/api", responses=ERRORS)


@router.get("/goals", operation_id="goals", response_model=goal_shapes.GoalsShape)
def goals(request: Request) -> Json:
    """All goals, the one that counts, and which one counted when."""
    reader = reader_of(request)
    return goals_shape(reader.goals(), reader.goal_history())


@router.get("/composition", operation_id="composition", response_model=goal_shapes.CompositionShape)
def composition(request: Request) -> Json:
    """What the network is made of, beside the goal that counts."""
    reader = reader_of(request)
    # The audience is looked for under its real names, and shown under those of the reader.
    real = Reader(reader.store).goals().active
    talk = reader.reached(real.audience) if real else None
    return composition_shape(reader.composition(), reader.goals().active, talk)


@router.post("/goals", operation_id="say_goal", response_model=goal_shapes.StatedShape)
def say_goal(request: Request, said: goal_shapes.SaidGoal) -> Json:
    """State a goal, or change one. One undo takes it back.

    Raises:
        UsageError: it cannot be a goal; or a known one would be changed incognito, where its names are not shown.
    """
    app = site_of(request).app
    if said.id and reader_of(request).incognito:
        raise UsageError("INCOGNITO")
    stated, decided = state_goal(app.store, _goal(said), at=app.now(), choose=said.choose)
    return {"goal": goal_shape(stated), "id": decided.id}


@router.post("/goals/preview", operation_id="try_goal", response_model=goal_shapes.GapsShape)
def try_goal(request: Request, said: goal_shapes.SaidGoal) -> Json:
    """What a goal would be missing; nothing is said."""
    return {"gaps": list(map(gap_shape, reader_of(request).composition().gaps(_goal(said))))}


@router.post("/goals/use", operation_id="use_goal", response_model=shapes.DecidedShape)
def use_goal(request: Request, said: goal_shapes.SaidGoalId) -> Json:
    """Let a goal count."""
    app = site_of(request).app
    return _decided(choose_goal(app.store, find_goal(app.store, said.goal).id, at=app.now()))


@router.post("/goals/give-up", operation_id="give_up_goal", response_model=shapes.DecidedShape)
def let_goal_go(request: Request, said: goal_shapes.SaidGoalId) -> Json:
    """Give a goal up."""
    app = site_of(request).app
    return _decided(give_up_goal(app.store, find_goal(app.store, said.goal).id, at=app.now()))


def _decided(decided: Decided) -> Json:
    return {"id": decided.id, "relations": decided.relations}


def _goal(said: goal_shapes.SaidGoal) -> Goal:
    """The goal that a body means: what it leaves out comes from the starting points."""
    goal = mixed_goal(said.name, dict(said.kinds), goal_id=said.id)
    if said.targets is not None:
        goal = replace(goal, targets=tuple(Target(one.segment, one.share, one.number) for one in said.targets))
    if said.audience is not None:
        words = {name: tuple(values) for name, values in said.audience.model_dump().items()}
        goal = replace(goal, audience=Audience(**words))
    return goal
