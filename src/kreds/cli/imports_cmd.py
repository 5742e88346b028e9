"""``kreds imports``: the history of imports, and what each changed."""

from datetime import datetime
from typing import TYPE_CHECKING

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json

if TYPE_CHECKING:
    from kreds.services.read_imports import PastImport


def imports(*, store: StoreOption = None, as_json: JsonOption = False, language: LanguageOption = None) -> None:
    """Every import so far, the latest first, and what it changed."""
    session = open_network(store, language, as_json=as_json)
    from kreds.services.read_imports import import_history

    history = import_history(session.app.store)
    if as_json:
        from kreds.services.json_shapes import past_import_shape

        print_json({"imports": [past_import_shape(past, session.t.phrase) for past in history]})
        return
    _show(session, history)


def _show(session: Session, history: "tuple[PastImport, ...]") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, say, show_table

    t, out = session.t, session.out
    if not history:
        say(out, t.text("Nothing was imported yet"))
        return
    columns = (
        Column(t.text("Day")),
        Column(t.text("Archives"), gives=True),
        Column(t.text("new"), right=True),
        Column(t.text("rejected"), right=True),
        Column(t.text("Relations"), right=True),
    )
    rows = [
        (
            cell(t.short_day(datetime.fromtimestamp(past.at).astimezone().date())),
            cell(", ".join(map(printable, past.archives))),
            cell(t.number(sum(file.new for file in past.files))),
            cell(t.number(sum(file.rejected for file in past.files))),
            cell(t.number(past.relations)),
        )
        for past in history
    ]
    show_table(out, columns, rows)
