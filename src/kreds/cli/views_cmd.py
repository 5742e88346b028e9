"""``kreds views``: the views of the list that have a name: see them, keep one, let one go."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import (
    CurrentOption,
    FormerOption,
    LevelOption,
    ReverseOption,
    SortOption,
    WhereOption,
    narrowed,
    ordered,
)
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError
from kreds.model.relation import RelationQuery

if TYPE_CHECKING:
    from kreds.services.saved_views import SavedView


def views(
    *,
    save: Annotated[
        str, typer.Option("--save", metavar="NAME", help="Keep the view that the filters make, for the list's page.")
    ] = "",
    drop: Annotated[str, typer.Option("--drop", metavar="NAME", help="Let a view go.")] = "",
    words: Annotated[str, typer.Option("--search", metavar="WORDS", help="Words of a name, company or title.")] = "",
    level: LevelOption = None,
    where: WhereOption = None,
    sort: SortOption = "strength",
    reverse: ReverseOption = False,
    current: CurrentOption = False,
    former: FormerOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Your saved views of the list; keep another under a name, or let one go."""
    plain = ordered(sort, reverse=reverse, current=current, former=former)
    query = narrowed(replace(plain, text=words, levels=tuple(dict.fromkeys(level or ()))), where or ())
    _check(save, drop, is_narrowed=query != RelationQuery())
    session = open_network(store, language, as_json=as_json)
    if save:
        _save(session, save, query)
    if drop:
        _drop(session, drop)
    from kreds.services.saved_views import saved_views

    kept = saved_views(session.app.store)
    if as_json:
        print_json({"views": [{"name": view.name, "query": view.query} for view in kept]})
        return
    _show(session, kept, is_changed=bool(save or drop))


def _check(save: str, drop: str, *, is_narrowed: bool) -> None:
    if save and drop:
        raise UsageError("CHOICES-CLASH", one="--save", other="--drop")
    if is_narrowed and not save:
        raise UsageError("CHOICE-MISSING", choices="--save")


def _save(session: Session, name: str, query: RelationQuery) -> None:
    from urllib.parse import urlencode

    from kreds.services.saved_views import save_view
    from kreds.web.list_address import ListView, spelled_parameters

    save_view(session.app.store, name, urlencode(spelled_parameters(ListView(query))), at=session.app.now())


def _drop(session: Session, name: str) -> None:
    from kreds.services.saved_views import drop_view, saved_views

    there = [view.name for view in saved_views(session.app.store)]
    if name not in there:
        raise UsageError("CHOICE", name="--drop", value=name, choices=", ".join(there))
    drop_view(session.app.store, name, at=session.app.now())


def _show(session: Session, kept: "tuple[SavedView, ...]", *, is_changed: bool) -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, say, show_table

    t, out = session.t, session.out
    if kept:
        columns = [Column(t.text("Name"), gives=True), Column(t.text("Address on the page"), gives=True)]
        rows = [
            (cell(printable(view.name)), cell(printable(f"/relations?{view.query}".removesuffix("?")))) for view in kept
        ]
        show_table(out, columns, rows)
    else:
        say(out, t.text("No view is saved yet."))
    if is_changed:
        say(out, t.text("Undo: %(command)s", command=session.command("judge --undo")))
