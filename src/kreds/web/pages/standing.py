"""How the network stands, for pages that are open already; and the undo that every page offers."""

from fastapi import APIRouter, Body, Request, Response
from starlette.responses import JSONResponse

from kreds.i18n import Translator
from kreds.model.decision import WEEK_SUBJECT, Decision, DecisionKind
from kreds.services.judge_relations import undo
from kreds.web.site import site_of, stamp_of, translator_of

router = APIRouter()


@router.get("/stamp")
def standing(request: Request) -> Response:
    """A word that changes with every import and decision: a page that shows another one is out of date."""
    return JSONResponse({"stamp": stamp_of(request)})


@router.post("/undo")
def take_back(request: Request, number: int | None = Body(default=None, embed=True, ge=1)) -> Response:
    """Take back the decision with this number (and what was said together with it), or the latest.

    The network follows when it is next looked at (`kreds.web.settled`).
    """
    app, t = site_of(request).app, translator_of(request)
    taken = undo(app.store, at=app.now(), number=number, later=True)
    text = _taken_back(taken, t) if taken else t.text("There is nothing to take back.")
    return JSONResponse({"text": text, "undone": taken is not None})


def _taken_back(decision: Decision, t: Translator) -> str:
    """What was taken back, so that nobody who pressed a key wonders."""
    told = {
        DecisionKind.LEVEL: t.text("Taken back: what you said of the level."),
        DecisionKind.REMOVED: t.text("Taken back: the tick on the work list."),
        DecisionKind.NOTE: t.text("Taken back: the note."),
        DecisionKind.LOG: t.text("Taken back: the contact you noted."),
        DecisionKind.TRIAL: t.text("Taken back: what you said of the trial."),
        DecisionKind.OWNER: t.text("Taken back: whose network it is."),
        DecisionKind.MATCH: t.text("Taken back: who is who."),
        DecisionKind.ANSWER: t.text("Taken back: your answer."),
        DecisionKind.CRITERIA: t.text("Taken back: what counts for you."),
        DecisionKind.REVIEW: t.text("Taken back: what becomes of a relation."),
        DecisionKind.PORTION: t.text("Taken back: the portion is as it was before."),
        DecisionKind.SAFE: t.text("Taken back: whom you protect."),
        DecisionKind.AGENDA: t.text("Taken back: what you said of a line of the week."),
        DecisionKind.AGENDA_PLAN: t.text("Taken back: the plan of the agenda."),
        DecisionKind.POST_LIST: t.text("Taken back: what you said of a list of who reacted."),
        DecisionKind.CADENCE: t.text("Taken back: how often to be in touch."),
        DecisionKind.LEARNED: t.text("Taken back: whether Kreds judges by what it has learned."),
    }
    if decision.subject.startswith(WEEK_SUBJECT):
        return t.text("Taken back: the lines of the week are as they were.")
    if decision.kind is DecisionKind.TAG:
        return t.text("Taken back: the tag “%(tag)s”.", tag=decision.value.get("tag", ""))
    if decision.kind is DecisionKind.VIEW:
        return t.text("Taken back: the view “%(name)s”.", name=decision.subject)
    return told.get(decision.kind) or t.text("Taken back: a setting.")
