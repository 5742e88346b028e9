"""Groups over the API: read, said of people, laid down as rules; and what a title says."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from kreds.composition.titles import read_title
from kreds.model.decision import Decided
from kreds.model.segment import AccountStatus
from kreds.services import json_shapes
from kreds.services.incognito import mask_relation
from kreds.services.mask_groups import mask_proposal
from kreds.services.propose_rules import accept_proposal, dismiss_proposal, proposed_rules
from kreds.services.read_groups import preview_rule, read_groups, titles_read
from kreds.services.say_groups import add_rule, checked_rule, drop_rule, say_account, say_group
from kreds.web.api import group_shapes, shapes
from kreds.web.api.failing import ERRORS
from kreds.web.site import reader_of, site_of

Json = dict[str, Any]
MOST = 20_000
Words = Annotated[str, Field(max_length=200)]
Condition = Literal["company", "title", "domain", "connected_from", "connected_to", "seniority", "function", "tag"]

router = APIRouter(prefix="/api", responses=ERRORS)


class Said(BaseModel):
    """A body; what is not asked for is refused."""

    model_config = ConfigDict(extra="forbid")


class SaidGroup(Said):
    """Whether people are in a group; null lets Kreds judge again. A group of your own is "own:" and its name."""

    people: list[shapes.PersonId] = Field(max_length=MOST)
    segment: Words
    on: bool | None


class SaidRule(Said):
    """Everybody who meets all of ``where`` is in a group, or is not."""

    segment: Words
    on: bool = True
    where: dict[Condition, Words]

    def conditions(self) -> dict[str, str]:
        """Whom it is about."""
        return {str(name): text for name, text in self.where.items()}


class SaidRuleId(Said):
    """A rule by its id."""

    id: Words


class SaidProposal(Said):
    """A proposed rule by its id, and whether it is to be used; if not, it is not asked again."""

    id: Words
    accept: bool


class SaidAccount(Said):
    """What a company is to you; "" is none of these, null lets your lists tell again."""

    company: Words
    status: AccountStatus | None


@router.get("/segments", operation_id="segments", response_model=group_shapes.GroupsShape)
def segments(request: Request) -> Json:
    """All groups with their numbers, and your rules."""
    return json_shapes.groups_shape(read_groups(site_of(request).app.store))


@router.get("/titles", operation_id="titles", response_model=group_shapes.TitlesShape)
def titles(request: Request, words: Annotated[int, Query(ge=0, le=1_000)] = 30) -> Json:
    """How many titles were read, and the words of the others; incognito, no word is told."""
    reader = reader_of(request)
    return json_shapes.titles_shape(titles_read(reader.store, words=0 if reader.incognito else words))


@router.get("/title", operation_id="title", response_model=group_shapes.TitleShape)
def title(text: Annotated[str, Query(max_length=1_000)]) -> Json:
    """What a title says: field of work, rank, part."""
    said = read_title(text)
    return {"function": said.function, "seniority": said.seniority, "role": said.role, "language": said.language}


@router.post("/segments", operation_id="say_segment", response_model=shapes.DecidedShape)
def say_segment(request: Request, said: SaidGroup) -> Json:
    """Say whether people are in a group; it stands over every import. Ids of nobody are left out."""
    app = site_of(request).app
    return _decided(say_group(app.store, [int(one, 16) for one in said.people], said.segment, said.on, at=app.now()))


@router.post("/segments/rules", operation_id="say_rule", response_model=shapes.DecidedShape)
def say_rule(request: Request, said: SaidRule) -> Json:
    """Lay down a rule; one undo takes it back."""
    app = site_of(request).app
    return _decided(add_rule(app.store, said.segment, said.conditions(), on=said.on, at=app.now()))


@router.post("/segments/rules/preview", operation_id="try_rule", response_model=group_shapes.RulePreviewShape)
def try_rule(request: Request, said: SaidRule) -> Json:
    """What a rule would do; nothing is changed."""
    reader = reader_of(request)
    found = preview_rule(reader.store, checked_rule(said.segment, said.conditions(), on=said.on))
    shown = map(mask_relation, found.examples) if reader.incognito else found.examples
    examples = [json_shapes.relation_shape(one) for one in shown]
    return {"people": found.people, "changed": found.changed, "examples": examples}


@router.post("/segments/rules/drop", operation_id="drop_rule", response_model=shapes.DecidedShape)
def let_rule_go(request: Request, said: SaidRuleId) -> Json:
    """Take a rule away; undo brings it back."""
    app = site_of(request).app
    return _decided(drop_rule(app.store, said.id, at=app.now()))


@router.get("/segments/proposals", operation_id="proposed_rules", response_model=group_shapes.ProposalsShape)
def proposals(request: Request) -> Json:
    """Rules that follow from your own jobs, your lists and your corrections, with whom each would move."""
    reader = reader_of(request)
    found = proposed_rules(reader.store)
    return json_shapes.proposals_shape(map(mask_proposal, found) if reader.incognito else found)


@router.post("/segments/proposals", operation_id="answer_proposal", response_model=shapes.DecidedShape)
def answer_proposal(request: Request, said: SaidProposal) -> Json:
    """Use a rule that is proposed, or dismiss it for good; undo takes either back."""
    app = site_of(request).app
    if said.accept:
        return _decided(accept_proposal(app.store, said.id, at=app.now())[1])
    return _decided(dismiss_proposal(app.store, said.id, at=app.now()))


@router.post("/accounts", operation_id="say_account", response_model=shapes.DecidedShape)
def say_company(request: Request, said: SaidAccount) -> Json:
    """Say what a company is to you: everybody who works there is grouped by it."""
    app = site_of(request).app
    return _decided(say_account(app.store, said.company, said.status, at=app.now()))


def _decided(decided: Decided) -> dict[str, int]:
    return {"id": decided.id, "relations": decided.relations}
