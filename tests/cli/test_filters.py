"""``--where``: every filter of the page can be said in a terminal, and what cannot be is named."""

from datetime import date

import pytest

from kreds.cli.filters import narrowed
from kreds.errors import UsageError
from kreds.model.level import Seen, Sign, Trend
from kreds.model.relation import RelationQuery


def test_every_filter_can_be_said() -> None:
    """Each key sets its filter; tags and signs add up, of the others the last counts."""
    said = (
        "company=Nordlys A/S", "title=chef", "tag=kunde", "tag=a=b", "year=2021", "month=2026-03", "contact=year",
        "contact=never", "direction=they", "doubt=doubtful", "trend=fading", "coverage=met:not-covered",
        "coverage=communicated:seen", "noted=yes", "said=yes", "trial=due", "only=yes",
    )  # fmt: skip
    assert narrowed(RelationQuery(text="x"), said) == RelationQuery(
        text="x", company="Nordlys A/S", title="chef", tags=("kunde", "a=b"), year=2021, month=date(2026, 3, 1),
        contact="never", direction="they", doubt="doubtful", trend=Trend.FADING,
        coverage=((Sign.MET, Seen.NOT_COVERED), (Sign.COMMUNICATED, Seen.SEEN)), has_note=True, overruled=True,
        trial="due", only_one=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "",
        "x",
        "x=1",
        "year",
        "year=x",
        "year=²",
        "month=2026",
        "month=2026-13",
        "contact=soon",
        "coverage=met",
        "noted=no",
    ],
)
def test_what_is_no_filter_is_named(said: str) -> None:
    """A key or value that there is not is refused, never passed over."""
    with pytest.raises(UsageError):
        narrowed(RelationQuery(), [said])
