"""The filters that ``kreds relations``, ``export`` and ``views`` share with the list on the page, and its order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from kreds.errors import UsageError
from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.relation import CONTACTS, DIRECTIONS, RELATION_SORTS, RISING_SORTS, TRIALS, RelationQuery
from kreds.model.title import Function, Role, Seniority

_WORDS = "company=WORDS, title=WORDS, place=WORDS, tag=TAG, year=2021, month=2026-03"
_CHOICES = (
    f"contact={'|'.join(CONTACTS)}, direction={'|'.join(DIRECTIONS)}, doubt=sure|doubtful, trend=fading|growing, "
    "coverage=SIGN:SEEN (as in met:not-covered), noted=yes, said=yes, "
    f"trial={'|'.join(TRIALS)}, only=yes, segment=GROUP, function=FIELD, seniority=RANK, role=PART, industry=WORD"
)
LevelOption = Annotated[
    list[Level] | None,
    typer.Option("--level", metavar="LEVEL", help="Only this level; may be given several times.", show_default=False),
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="KEY=VALUE",
        help=f"Narrow it down; may be given several times: {_WORDS}, {_CHOICES}.",
        show_default=False,
    ),
]
SortOption = Annotated[str, typer.Option("--sort", metavar="BY", help="One of: " + ", ".join(RELATION_SORTS) + ".")]
ReverseOption = Annotated[bool, typer.Option("--reverse", help="Turn the order around.")]
CurrentOption = Annotated[bool, typer.Option("--current", help="Only those you are connected to.")]
FormerOption = Annotated[bool, typer.Option("--former", help="Only those you are no longer connected to.")]
IncognitoOption = Annotated[bool, typer.Option("--incognito", help="Invented names, for screenshots and training.")]


def ordered(sort: str, *, reverse: bool, current: bool, former: bool) -> RelationQuery:
    """Everybody, only current or only former relations, in an order.

    Raises:
        UsageError: the sort is none of `RELATION_SORTS`, or both current and former were asked for.
    """
    if current and former:
        raise UsageError("CHOICES-CLASH", one="--current", other="--former")
    return RelationQuery(
        connected="current" if current else "former" if former else "all",
        sort=_known("sort", sort, RELATION_SORTS),
        descending=(sort not in RISING_SORTS) != reverse,
    )


def narrowed(query: RelationQuery, where: Sequence[str]) -> RelationQuery:
    """The query with these filters; of ``tag`` and ``coverage`` all count, of the others the last.

    Raises:
        UsageError: a key or a value that there is not.
    """
    for said in where:
        key, _, value = said.partition("=")
        if key not in _FILTERS or not value.strip():
            raise UsageError("CHOICE", name="--where", value=said, choices=", ".join(f"{name}=…" for name in _FILTERS))
        query = replace(query, **_FILTERS[key](query, value.strip()))
    return query


def _text(field: str) -> Callable[[RelationQuery, str], dict[str, Any]]:
    return lambda _query, value: {field: value}


def _choice(field: str, choices: Sequence[str]) -> Callable[[RelationQuery, str], dict[str, Any]]:
    return lambda _query, value: {field: _known(field, value, choices)}


def _yes(field: str, name: str) -> Callable[[RelationQuery, str], dict[str, Any]]:
    return lambda _query, value: {field: bool(_known(name, value, ("yes",)))}


def _year(_query: RelationQuery, value: str) -> dict[str, Any]:
    return {"year": int(_known("year", value, (value if value.isascii() and value.isdigit() else "2021, 2022, …",)))}


def _month(_query: RelationQuery, value: str) -> dict[str, Any]:
    try:
        return {"month": date.fromisoformat(f"{value}-01")}
    except ValueError:
        raise UsageError("CHOICE", name="month", value=value, choices="2026-01, 2026-02, …") from None


def _coverage(query: RelationQuery, value: str) -> dict[str, Any]:
    named = {f"{sign.value}:{seen.value}".replace(" ", "-"): (sign, seen) for sign in Sign for seen in Seen}
    return {"coverage": (*query.coverage, named[_known("coverage", value, list(named))])}


def _tag(query: RelationQuery, value: str) -> dict[str, Any]:
    return {"tags": (*query.tags, value)}


def _trend(_query: RelationQuery, value: str) -> dict[str, Any]:
    return {"trend": Trend(_known("trend", value, (Trend.FADING.value, Trend.GROWING.value)))}


def _known(name: str, value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise UsageError("CHOICE", name=name, value=value, choices=", ".join(choices))
    return value


_FILTERS: Mapping[str, Callable[[RelationQuery, str], dict[str, Any]]] = {
    "company": _text("company"),
    "title": _text("title"),
    "place": _text("place"),
    "tag": _tag,
    "year": _year,
    "month": _month,
    "contact": _choice("contact", list(CONTACTS)),
    "direction": _choice("direction", DIRECTIONS),
    "doubt": _choice("doubt", ("sure", "doubtful")),
    "trend": _trend,
    "coverage": _coverage,
    "noted": _yes("has_note", "noted"),
    "said": _yes("overruled", "said"),
    "trial": _choice("trial", TRIALS),
    "only": _yes("only_one", "only"),
    "segment": _text("segment"),
    "function": _choice("function", [one.value for one in Function if one]),
    "seniority": _choice("seniority", [one.value for one in Seniority if one]),
    "role": _choice("role", [one.value for one in Role if one]),
    "industry": _text("industry"),
}
