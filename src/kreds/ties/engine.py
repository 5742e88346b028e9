"""One way of computing for all engines: whatever frame comes in is read lazily, and the same kind goes out."""

from typing import TYPE_CHECKING, Any, cast

import narwhals as nw
from narwhals.typing import IntoFrameT

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

Lazy = nw.LazyFrame[Any]


def lazy(native: IntoFrameT) -> Lazy:
    """The frame as a plan that nothing has computed yet."""
    return nw.from_native(cast("IntoFrame", native)).lazy()


def same_kind(result: Lazy, like: IntoFrameT) -> IntoFrameT:
    """The plan as a frame of the kind ``like`` is: computed when that one holds its rows, else still a plan.

    >>> import polars as pl
    >>> people = pl.DataFrame({"person": [7]})
    >>> same_kind(lazy(people), people)["person"].to_list()
    [7]
    """
    model = nw.from_native(cast("IntoFrame", like))
    if isinstance(model, nw.DataFrame):
        return cast("IntoFrameT", result.collect(backend=model.implementation).to_native())
    return cast("IntoFrameT", result.to_native())
