"""What a page sends along with a change: the fields of a form, as browsers and htmx encode them."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

_MOST_FIELDS = 100
_MOST_PAIRS = 500


async def fields(request: Request) -> dict[str, str]:
    """The fields of the body; of a field sent twice the last."""
    body = await request.body()
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))


Form = Annotated[dict[str, str], Depends(fields)]


async def pairs(request: Request) -> list[tuple[str, str]]:
    """The fields of the body in their order, those sent several times included."""
    body = await request.body()
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_PAIRS)


Pairs = Annotated[list[tuple[str, str]], Depends(pairs)]
"""The same, for a form in which several may be ticked."""
