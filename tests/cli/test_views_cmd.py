"""``kreds views``: what is kept under a name in a terminal is the view that the page opens."""

from pathlib import Path

import pytest
from starlette.datastructures import QueryParams

from kreds.model.level import Level, Trend
from kreds.model.relation import RelationQuery
from kreds.web.list_address import asked
from tests.cli.conftest import Kreds


def test_a_view_is_kept_shown_and_let_go(kreds: Kreds, store: Path) -> None:
    """The filters make a view that the page reads back as the same query; undo brings a dropped one back."""
    assert "No view is saved yet." in kreds("views", "--store", store).out
    kept = kreds(
        "views", "--save", "Ærlige <b>kunder</b>", "--search", "nordlys", "--level", "strong", "--where", "tag=a&b=c",
        "--where", "trend=fading", "--sort", "name", "--current", "--json", "--store", store,
    ).json["views"]  # fmt: skip
    assert [view["name"] for view in kept] == ["Ærlige <b>kunder</b>"]
    assert asked(QueryParams(kept[0]["query"])).query == RelationQuery(
        text="nordlys", levels=(Level.STRONG,), connected="current", tags=("a&b=c",), trend=Trend.FADING,
        sort="name", descending=False,
    )  # fmt: skip
    assert "Ærlige <b>kunder</b>" in kreds("views", "--store", store).out
    dropped = kreds("views", "--drop", "Ærlige <b>kunder</b>", "--store", store).out
    assert "No view is saved yet." in dropped
    assert "kreds judge --undo" in dropped
    kreds("judge", "--undo", "--store", store)
    assert kreds("views", "--json", "--store", store).json["views"] == kept


def test_the_view_of_everybody_shows_those_that_relations_shows(kreds: Kreds, store: Path) -> None:
    """Without --current a view holds former relations too, as the list in the terminal does."""
    kept = kreds("views", "--save", "Alle", "--json", "--store", store).json["views"]
    assert asked(QueryParams(kept[0]["query"])).query == RelationQuery(connected="all")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--drop", "nothing"),
        ("--save", "x", "--drop", "y"),
        ("--save", "x" * 61),
        ("--level", "strong"),
        ("--save", "x", "--sort", "shoes"),
        ("--save", "x", "--current", "--former"),
    ],
)
def test_wrong_questions(kreds: Kreds, store: Path, arguments: tuple[str, ...]) -> None:
    """A view that is not there, a name too long, and filters that nothing is done with are refused; nothing is kept."""
    assert kreds("views", *arguments, "--store", store).exit_code == 2
    assert kreds("views", "--json", "--store", store).json == {"views": []}
