"""The quick search: a person or a page, from anywhere, as one types."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.model.relation import Relation, RelationQuery
from kreds.services.saved_views import saved_views
from kreds.text.names import search_key
from kreds.web.site import address, reader_of, rooms, show, site_of, translator_of

_PEOPLE = 7
_LOOKED_AT = 60
"""So many of the strongest that fit are ranked by where they fit: in the name before elsewhere."""
_LONGEST = 200

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Place:
    """A page that fits what was typed."""

    href: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """What fits: people, the strongest first, then pages; ``rest`` leads to all people when there are more.

    A person leads to their page, or with ``to`` to a line about them: in the dialog ("log") or on its page ("page").
    """

    text: str
    people: tuple[Relation, ...]
    places: tuple[Place, ...]
    total: int
    rest: str
    to: str = ""


@router.get("/find")
def find(request: Request, q: str = "", to: str = "") -> Response:
    """The part of the page below the field."""
    t, text = translator_of(request), q.strip()[:_LONGEST]
    people: tuple[Relation, ...] = ()
    total = 0
    if text:
        page = reader_of(request).find_relations(RelationQuery(text=text, per_page=_LOOKED_AT))
        people, total = _nearest(page.relations, search_key(text).split()), page.total
    if to in ("log", "page"):
        return show(request, "find_results.html", Found(text, people, (), total, "", to))
    rest = address("/relations", [("q", text), ("connected", "all")]) if total > len(people) else ""
    return show(request, "find_results.html", Found(text, people, _places(request, t, text), total, rest))


def _nearest(relations: tuple[Relation, ...], words: list[str]) -> tuple[Relation, ...]:
    """Those first in whose name every word begins a word, then those with all words in the name; else the strongest."""

    def rank(relation: Relation) -> int:
        name = search_key(relation.name)
        begins = all(any(part.startswith(word) for part in name.split()) for word in words)
        return 0 if begins else 1 if all(word in name for word in words) else 2

    return tuple(sorted(relations, key=rank)[:_PEOPLE])


def _places(request: Request, t: Translator, text: str) -> tuple[Place, ...]:
    """Pages and saved views whose name has every word that was typed; without a word, all pages."""
    kind, view = t.text("page"), t.text("saved view")
    everywhere = [
        *(Place(room.href, room.name, kind) for room in rooms(t, "")),
        Place("/imports", t.text("Imports"), kind),
        Place("/log", t.text("Contact you noted"), kind),
        Place("/changes", t.text("What has changed"), kind),
        Place("/trust", t.text("Can you trust it?"), kind),
        *(Place(f"/relations?{one.query}", one.name, view) for one in saved_views(site_of(request).app.store)),
    ]
    words = search_key(text).split()
    return tuple(place for place in everywhere if all(word in search_key(place.name) for word in words))
