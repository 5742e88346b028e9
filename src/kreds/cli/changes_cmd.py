"""``kreds changes``: who of the strong fell silent, who has become stronger, who is fading."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json

if TYPE_CHECKING:
    from kreds.model.change import ChangeKind, Changes

_SHOWN = 12
SinceOption = Annotated[
    datetime | None,
    typer.Option(
        "--since",
        metavar="YYYY-MM-DD",
        formats=["%Y-%m-%d"],
        help="The day to compare with; else that of the download before, or 90 days back.",
        show_default=False,
    ),
]


def changes(
    *,
    since: SinceOption = None,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What has changed: who of the strong fell silent, who has become stronger, who is fading."""
    session = open_network(store, language, as_json=as_json)
    from kreds.services.reader import Reader

    day: date | None = since.date() if since else None
    found = Reader(session.app.store, incognito=incognito).changes(day)
    if as_json:
        from kreds.services.json_shapes import changes_shape

        print_json(changes_shape(found, session.t.phrase))
        return
    _show(session, found)


def _show(session: Session, found: "Changes") -> None:
    from kreds.cli.terminal import indented, say, steps
    from kreds.model.change import ChangeKind
    from kreds.web.change_words import beside, headline

    t, out = session.t, session.out
    say(out, headline(found, t))
    if found.missing:
        indented(out, t.phrase(found.missing))
        return
    for words in beside(found, t):
        say(out, words)
    for kind in ChangeKind:
        _show_kind(session, found, kind)
    ways = [(session.command("why WHO"), t.text("why somebody stands where they stand"))]
    longer = [one.since for one in found.offered if found.since and one.since < found.since]
    if longer:
        command = session.command(f"changes --since {min(longer).isoformat()}")
        ways.append((command, t.text("over a longer time")))
    steps(out, t.text("What you can do now"), ways)


def _show_kind(session: Session, found: "Changes", kind: "ChangeKind") -> None:
    from kreds.cli.terminal import Column, cell, heading, indented, level_text, show_table
    from kreds.web.change_words import titles

    t, out, those = session.t, session.out, found.of(kind)
    if not those:
        return
    heading(out, titles(t)[kind])
    rows = [
        (
            cell(one.relation.name or t.text("(no name)")),
            level_text(out, t, one.before),
            level_text(out, t, one.relation.level, overruled=one.relation.overruled),
            cell(t.phrase(one.why)),
        )
        for one in those[:_SHOWN]
    ]
    columns = (
        Column(t.text("Name"), gives=True),
        Column(t.text("then")),
        Column(t.text("now")),
        Column(t.text("Why"), folds=True),
    )
    show_table(out, columns, rows)
    rest = found.counts[kind] - len(rows)
    if rest:
        indented(out, t.plural("and %(n)s more", "and %(n)s more", rest))
