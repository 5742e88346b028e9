"""The way through a list: which relation comes before and after the one that is open, and how to get back."""

from dataclasses import dataclass, replace

from starlette.datastructures import QueryParams

from kreds.i18n import Translator
from kreds.model.relation import RelationPage
from kreds.services.reader import Reader
from kreds.web.list_address import PER_PAGE, ListView, asked, spelled, spelled_parameters, whole_number
from kreds.web.site import address


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the page stands in the list one came from; "" where there is no way on."""

    back: str
    earlier: str
    later: str
    text: str
    here: str


def trail(reader: Reader, parameters: QueryParams, person: str, *, t: Translator) -> Trail | None:
    """The way on from ``person`` in the list that ``parameters`` spell; None when one came from no list.

    A decision may have moved the person out of the list: then the one who now stands in their place comes next.
    """
    place = whole_number(parameters.get("place", ""))
    if not place:
        return None
    view = asked(parameters).but()
    window = _Window(reader, view)
    is_here = window.person(place) == person
    later = place + 1 if is_here else place
    total = window.total
    return Trail(
        back=spelled(view.but(page=_page(place))),
        earlier=_address(view, window.person(place - 1), place - 1),
        later=_address(view, window.person(later), later),
        text=t.text("%(place)s of %(total)s", place=place, total=total) if is_here else "",
        here=address("", [*spelled_parameters(view), ("place", str(place))]),
    )


class _Window:
    """The part of the list around a place, read by whole pages: neighbors mostly stand on the same one."""

    def __init__(self, reader: Reader, view: ListView) -> None:
        self._reader = reader
        self._query = view.query
        self._pages: dict[int, RelationPage] = {}

    @property
    def total(self) -> int:
        return max((page.total for page in self._pages.values()), default=0)

    def person(self, place: int) -> str:
        """Who stands at a place, counted from 1; "" beyond either end."""
        if place < 1 or (self._pages and place > self.total):
            return ""
        number = _page(place)
        if number not in self._pages:
            self._pages[number] = self._reader.find_relations(replace(self._query, page=number))
        page = self._pages[number]
        index = place - 1 - (number - 1) * PER_PAGE
        return page.relations[index].id if page.page == number and index < len(page.relations) else ""


def _page(place: int) -> int:
    return (place - 1) // PER_PAGE + 1


def _address(view: ListView, person: str, place: int) -> str:
    if not person:
        return ""
    return address(f"/relations/{person}", [*spelled_parameters(view), ("place", str(place))])
