"""Inviting and being invited: read, said, tried out."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field

from kreds.errors import UsageError
from kreds.model.invitation import Policy, Verdict
from kreds.services.invitations import say_verdict, try_accepted, would_get
from kreds.services.invite import InviteQuery, say_invite
from kreds.services.invite_shapes import invitations_shape, invite_shape
from kreds.services.said_invitations import lay_down, policy_from
from kreds.web.api import shapes
from kreds.web.api.deciding import MOST, Said, decided_shape
from kreds.web.api.failing import ERRORS
from kreds.web.api.invite_shapes import (
    DraftShape,
    GroundName,
    InvitationsShape,
    InviteShape,
    PolicyPreviewShape,
    ShowName,
    UnwantedName,
    VerdictName,
)
from kreds.web.api.reading import Json, Person
from kreds.web.drafts import draft_card
from kreds.web.site import reader_of, site_of, translator_of

router = APIRouter(prefix="/api", responses=ERRORS)


class SaidInvite(Said):
    """How far the inviting of people is; "" takes all that was said of it away."""

    people: list[shapes.PersonId] = Field(min_length=1, max_length=MOST)
    status: Literal["sent", "withdrawn", "not_now", ""]
    noted: bool = False


class SaidVerdict(Said):
    """What to do with invitations; null lets the policy speak again."""

    people: list[shapes.PersonId] = Field(min_length=1, max_length=MOST)
    verdict: VerdictName | None


class SaidPolicy(Said):
    """A policy, whole."""

    accept: list[GroundName] = Field(max_length=20)
    decline: list[UnwantedName] = Field(max_length=20)
    asks_silent: bool
    otherwise: VerdictName
    months: int = Field(ge=1, le=60)


class SaidGo(Said):
    """Nothing more has to be said."""


@router.get("/invite", operation_id="invite", response_model=InviteShape)
def invite(
    request: Request,
    show: ShowName = "to_do",
    group: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    per_page: Annotated[int, Query(ge=1, le=1_000)] = 25,
) -> Json:
    """Whom to invite, the most worth first, each with the reasons, and what is left of LinkedIn's limits."""
    query = InviteQuery(show=show, group=group, page=page, per_page=per_page)
    found = reader_of(request).invite(query, site_of(request).app.settings.limits)
    return invite_shape(found, translator_of(request).phrase)


@router.get("/invite/{person}/draft", operation_id="invite_draft", response_model=DraftShape)
def draft(
    request: Request,
    person: Person,
    tone: Literal["short", "warm", "formal"] = "short",
    language: Literal["da", "en", ""] = "",
) -> Json:
    """The message to send somebody, on a true occasion; without a language Kreds chooses one and says why.

    Raises:
        UsageError: they are a relation already, were let go of, or nobody.
    """
    reader = reader_of(request)
    found = reader.invite(InviteQuery(person=int(person, 16)), site_of(request).app.settings.limits)
    if not found.candidates:
        raise UsageError("INVITE-RELATION")
    one, limits = found.candidates[0].outsider, found.budget.limits
    card = draft_card(
        reader, one, translator_of(request), limits=limits, owner=found.owner, tone=tone, language=language
    )
    told = {"language": card.language, "why": card.why, "tone": card.tone.value, "text": card.text}
    return {"id": card.person, **told, "link": one.link}


@router.post("/invite", operation_id="say_invite", response_model=shapes.DecidedShape)
def say(request: Request, said: SaidInvite) -> dict[str, int]:
    """Say that people were invited today, that it was withdrawn, or that it is not the time; one undo takes it back.

    Raises:
        UsageError: nobody is meant.
    """
    app = site_of(request).app
    people = [int(one, 16) for one in said.people]
    return decided_shape(say_invite(app.store, people, said.status, today=app.today(), at=app.now(), noted=said.noted))


@router.get("/invitations", operation_id="invitations", response_model=InvitationsShape)
def invitations(
    request: Request,
    show: Literal["waiting", "answered", "accepted"] = "waiting",
    verdict: VerdictName | None = None,
) -> Json:
    """The invitations to the owner, each judged by the policy."""
    found = reader_of(request).invitations(show, Verdict(verdict) if verdict else None)
    return invitations_shape(found, translator_of(request).phrase)


@router.post("/invitations", operation_id="say_verdict", response_model=shapes.DecidedShape)
def say_own(request: Request, said: SaidVerdict) -> dict[str, int]:
    """Say what to do with invitations; it stands above the policy, and one undo takes it back.

    Raises:
        UsageError: nobody is meant.
    """
    app = site_of(request).app
    verdict = Verdict(said.verdict) if said.verdict else None
    return decided_shape(say_verdict(app.store, [int(one, 16) for one in said.people], verdict, at=app.now()))


@router.post("/invitations/policy", operation_id="say_policy", response_model=shapes.DecidedShape)
def say_policy(request: Request, said: SaidPolicy) -> dict[str, int]:
    """Let this policy count from now on."""
    app = site_of(request).app
    return decided_shape(lay_down(app.store, _policy(said), at=app.now()))


@router.post("/invitations/policy/preview", operation_id="try_policy", response_model=PolicyPreviewShape)
def try_policy(request: Request, said: SaidPolicy) -> dict[str, Any]:
    """How many of the invitations that wait would get which verdict by this policy; nothing is changed."""
    counts = would_get(site_of(request).app.store, _policy(said))
    return {"verdicts": {verdict.value: count for verdict, count in counts.items()}}


@router.post("/invitations/trials", operation_id="try_accepted", response_model=shapes.DecidedShape)
def begin_trials(request: Request, _said: SaidGo) -> dict[str, int]:
    """Put those who were accepted on trial, and have become relations, on trial.

    Raises:
        UsageError: there is nobody.
    """
    app = site_of(request).app
    return decided_shape(try_accepted(app.store, today=app.today(), at=app.now()))


def _policy(said: SaidPolicy) -> Policy:
    return policy_from(said.model_dump())
