"""What can be read: the network, its relations and why, imports, tags, views, what is settled."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from kreds.errors import UsageError
from kreds.services import json_shapes, read_network
from kreds.services.held_about import held_about, held_shape
from kreds.services.judge_relations import half_life
from kreds.services.keep_texts import keeps_texts
from kreds.services.label_relations import tags_in_use
from kreds.services.said_invitations import limits
from kreds.services.saved_views import saved_views
from kreds.services.trust import trust as trust_
from kreds.services.weigh_criteria import criteria
from kreds.services.what_is_stored import what_is_stored
from kreds.services.what_would_change import what_would_change
from kreds.web.api import shapes, trust_shapes
from kreds.web.api.failing import ERRORS
from kreds.web.api.filters import Filters
from kreds.web.site import reader_of, site_of, stamp_of, translator_of

Json = dict[str, Any]
Person = Annotated[str, Path(pattern=r"^[0-9a-f]{13}$", description="A relation's id.")]

router = APIRouter(prefix="/api", responses=ERRORS)


@router.get("/overview", operation_id="overview", response_model=shapes.OverviewShape)
def overview(request: Request) -> Json:
    """The network at a glance."""
    return json_shapes.overview_shape(reader_of(request).overview())


@router.get("/circle", operation_id="circle", response_model=shapes.CircleShape)
def circle(request: Request) -> Json:
    """Every current relation as a dot of the circle, the strongest first."""
    dots = reader_of(request).overview().dots
    return {
        "dots": [
            {
                "id": d.id,
                "name": d.name,
                "level": d.level.value,
                "strength": d.strength,
                "doubt": d.doubt,
                "segment": d.segment,
            }
            for d in dots
        ]
    }


@router.get("/trust", operation_id="trust", response_model=trust_shapes.TrustShape)
def trust(request: Request) -> Json:
    """Whether the judgement can be trusted: made as of a year ago, and held against what has come since."""
    return json_shapes.trust_shape(trust_(site_of(request).app.store), translator_of(request).phrase)


@router.get("/changes", operation_id="changes", response_model=trust_shapes.ChangesShape)
def changes(request: Request, since: date | None = None) -> Json:
    """What has changed since a day; without one, since the download before, else in the last quarter."""
    return json_shapes.changes_shape(reader_of(request).changes(since), translator_of(request).phrase)


@router.get("/relations", operation_id="relations", response_model=shapes.RelationsShape)
def relations(request: Request, filters: Annotated[Filters, Query()]) -> Json:
    """A page of relations: search, filters and order are those of the list on the page."""
    return json_shapes.relations_shape(reader_of(request).find_relations(filters.query()))


@router.get("/relations/{person}", operation_id="why", response_model=shapes.WhyShape)
def why(request: Request, person: Person) -> Json:
    """One relation, why it has its level, its work and the contact there was."""
    return json_shapes.why_shape(reader_of(request).show_relation(person), translator_of(request).phrase)


@router.get("/relations/{person}/otherwise", operation_id="otherwise", response_model=shapes.OtherwiseShape)
def otherwise(request: Request, person: Person) -> Json:
    """Every single thing that would make Kreds judge otherwise."""
    say = translator_of(request).phrase
    found = what_would_change(site_of(request).app.store, person)
    return {"otherwise": [{"text": say(o.phrase), "level": o.level.value, "strength": o.strength} for o in found]}


@router.get("/relations/{person}/held", operation_id="held", response_model=shapes.HeldShape)
def held(request: Request, person: Person) -> Json:
    """All that is held about one person, for that person to see; not while incognito.

    Raises:
        UsageError: incognito hides who it is.
    """
    reader = reader_of(request)
    if reader.incognito:
        raise UsageError("INCOGNITO")
    return held_shape(held_about(reader.store, person), translator_of(request).phrase)


@router.get("/imports", operation_id="imports", response_model=shapes.ImportsShape)
def imports(request: Request) -> Json:
    """Every import, the latest first, with the equation of every file."""
    say = translator_of(request).phrase
    history = read_network.import_history(site_of(request).app.store)
    return {"imports": [json_shapes.past_import_shape(past, say) for past in history]}


@router.get("/rejected", operation_id="rejected", response_model=shapes.RejectedRowsShape)
def rejected(
    request: Request,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    per_page: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Json:
    """The rows that are set aside; incognito, none is shown."""
    reader, say = reader_of(request), translator_of(request).phrase
    rows = () if reader.incognito else read_network.rejected_rows(reader.store)
    shown = rows[(page - 1) * per_page : page * per_page]
    return {"rejected": [{**json_shapes.rejected_shape(r, say), "raw": r.raw} for r in shown], "total": len(rows)}


@router.get("/tags", operation_id="tags", response_model=shapes.TagsShape)
def tags(request: Request) -> Json:
    """Every tag, and how many relations have it."""
    return {"tags": dict(tags_in_use(site_of(request).app.store))}


@router.get("/views", operation_id="views", response_model=shapes.ViewsShape)
def views(request: Request) -> Json:
    """All saved views."""
    return {"views": [{"name": v.name, "query": v.query} for v in saved_views(site_of(request).app.store)]}


@router.get("/settings", operation_id="settings", response_model=shapes.SettledShape)
def settings(request: Request) -> Json:
    """What is settled, and how much is stored."""
    app = site_of(request).app
    return json_shapes.settled_shape(
        what_is_stored(app.store),
        half_life_days=half_life(app.store),
        keep_texts=keeps_texts(app.store, settled=app.settings.keep_message_texts),
        limits=limits(app.store, app.settings.limits),
    )


@router.get("/criteria", operation_id="criteria", response_model=shapes.CriteriaShape)
def read_criteria(request: Request) -> Json:
    """How much each criterion counts now."""
    now = criteria(site_of(request).app.store)
    return {"criteria": {one.value: emphasis.value for one, emphasis in now.items()}}


@router.get("/questions", operation_id="questions", response_model=shapes.QuestionsShape)
def questions(request: Request, limit: Annotated[int, Query(ge=1, le=100)] = 5) -> Json:
    """The relations whose level teaches most, the most telling first."""
    return json_shapes.questions_shape(reader_of(request).questions(count=limit))


@router.get("/learned", operation_id="learned", response_model=shapes.LessonsShape)
def learned(request: Request) -> Json:
    """What was learned from the person's own levels, and what could be."""
    return json_shapes.lessons_shape(reader_of(request).lessons(), translator_of(request).phrase)


@router.get("/stamp", operation_id="stamp", response_model=shapes.StampShape)
def stamp(request: Request) -> Json:
    """A word that changes with every import and every decision."""
    return {"stamp": stamp_of(request)}
