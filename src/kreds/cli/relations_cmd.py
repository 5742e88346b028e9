"""``kreds relations``: the list of relations, searched, filtered and sorted."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import (
    CurrentOption,
    FormerOption,
    IncognitoOption,
    LevelOption,
    ReverseOption,
    SortOption,
    WhereOption,
    narrowed,
    ordered,
)
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.model.relation import Relation, RelationPage

if TYPE_CHECKING:
    from rich.text import Text

_SHOWN = 25


def relations(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="Words of a name, company or title.", show_default=False),
    ] = None,
    level: LevelOption = None,
    segment: Annotated[
        str, typer.Option("--segment", metavar="GROUP", help="Only this group, or “none”.", show_default=False)
    ] = "",
    where: WhereOption = None,
    sort: SortOption = "strength",
    reverse: ReverseOption = False,
    current: CurrentOption = False,
    former: FormerOption = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, help="At most so many; 25 in a terminal, all in JSON.", show_default=False
        ),
    ] = None,
    page: Annotated[int, typer.Option("--page", metavar="N", min=1, help="Which page of them.")] = 1,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The list of your relations: search, filter by level, sort."""
    session = open_network(store, language, as_json=as_json)
    query = replace(
        ordered(sort, reverse=reverse, current=current, former=former),
        text=" ".join(words or ()),
        levels=tuple(dict.fromkeys(level or ())),
        page=page,
        per_page=limit or (None if as_json else _SHOWN),
    )
    from kreds.services.reader import Reader

    reader = Reader(session.app.store, incognito=incognito, today=session.app.today())
    found = reader.find_relations(narrowed(query, [*([f"segment={segment}"] if segment else []), *(where or ())]))
    if as_json:
        from kreds.services.json_shapes import relations_shape

        print_json(relations_shape(found))
        return
    _show(session, found)


def _show(session: Session, found: RelationPage) -> None:
    from kreds.cli.terminal import say

    t, out = session.t, session.out
    if not found.total:
        say(out, t.text("No relation fits that."))
        return
    _print_table(session, found.relations)
    say(out, "")
    say(out, _foot(session, found))
    if any(relation.overruled for relation in found.relations):
        say(out, t.text("* you have said so yourself"))


def _foot(session: Session, found: RelationPage) -> str:
    t = session.t
    shown = t.plural("%(n)s relation.", "%(n)s relations.", found.total)
    if found.pages > 1:
        shown += " " + t.text(
            "This is page %(page)s of %(pages)s; the next is --page %(next)s.",
            page=found.page,
            pages=found.pages,
            next=found.page % found.pages + 1,
        )
    return shown


def _print_table(session: Session, relations: tuple[Relation, ...]) -> None:
    """Name, level and strength always; what else there is room for."""
    from kreds.cli.terminal import Column, is_roomy, show_table

    t, out = session.t, session.out
    columns = [Column(t.text("Name"), gives=True), Column(t.text("Level")), Column(t.text("Strength"))]
    columns.append(Column(t.text("Company"), gives=True))
    if is_roomy(out):
        columns += [
            Column(t.text("Title"), gives=True),
            Column(t.text("In"), right=True),
            Column(t.text("Out"), right=True),
        ]
    columns.append(Column(t.text("Last contact")))
    if is_roomy(out):
        columns.append(Column(t.text("Id")))
    show_table(out, columns, [_cells(session, relation, roomy=is_roomy(out)) for relation in relations])


def _cells(session: Session, relation: Relation, *, roomy: bool) -> "list[Text]":
    from rich.text import Text

    from kreds.cli.terminal import LEVEL_STYLES, bar, cell, level_text

    t, out = session.t, session.out
    gone = "strike dim" if relation.no_longer_since else ""
    last = Text(t.short_day(relation.last_contact) if relation.last_contact else "·")
    strength = bar(out, relation.strength, width=5, style=LEVEL_STYLES[relation.level])
    strength.append(f" {t.percent(relation.strength)}")
    name = cell(relation.name or t.text("(no name)"), gone)
    level = level_text(out, t, relation.level, overruled=relation.overruled)
    if not roomy:
        return [name, level, strength, cell(relation.company), last]
    messages = [Text(t.number(n) if n else "·") for n in (relation.messages_in, relation.messages_out)]
    return [
        name,
        level,
        strength,
        cell(relation.company),
        cell(relation.title),
        *messages,
        last,
        Text(relation.id, "dim"),
    ]
