"""The balance: what was done of the four parts, who gives and who receives, and whether it worked."""

from fastapi import APIRouter, Request

from kreds.errors import UnknownPersonError
from kreds.i18n.balance_words import finding_words
from kreds.services.balance_shapes import balance_shape, giving_shape
from kreds.services.did_it_work import effect
from kreds.web.api.balance_shapes import BalanceShape, GivingShape
from kreds.web.api.failing import ERRORS
from kreds.web.api.reading import Json, Person
from kreds.web.site import reader_of, site_of, translator_of

router = APIRouter(prefix="/api", responses=ERRORS)


@router.get("/balance", operation_id="balance", response_model=BalanceShape)
def balance(request: Request) -> Json:
    """What was done of Listen, Learn, Help and Inspire by quarter and week, what stands out, and whether it worked."""
    t, worked = translator_of(request), effect(site_of(request).app.store)
    return balance_shape(reader_of(request).balance(), worked, lambda one: finding_words(one, t))


@router.get("/relations/{person}/giving", operation_id="giving", response_model=GivingShape)
def giving(request: Request, person: Person) -> Json:
    """What the owner and one relation give each other.

    Raises:
        UnknownPersonError: nobody has that id.
    """
    found = reader_of(request).giving(int(person, 16))
    if found is None:
        raise UnknownPersonError(who=person)
    return giving_shape(found)
