"""``kreds log``: note contact that no file shows, look up what was noted, take a line back."""

from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.services.reader import Reader

_KINDS = "met|call|wrote|answered|helped|learned|other"
_MOST = 20


def log(
    *,
    who: Annotated[
        str | None,
        typer.Argument(metavar="WHO", help="A profile address, its last part, an id, or a name.", show_default=False),
    ] = None,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="A line of your own words.", show_default=False)
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar=_KINDS, help="What passed; met if not said.", show_default=False)
    ] = "",
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="DAY", help="When: yesterday, i går, 3 days ago, monday, 2026-11-28.", show_default=False
        ),
    ] = "",
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="WHO", help="Who else was there; may be given again.", show_default=False),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List what was noted, of WHO or of everybody.")] = False,
    find: Annotated[
        str, typer.Option("--find", metavar="WORDS", help="List the lines with these words.", show_default=False)
    ] = "",
    drop: Annotated[
        int | None, typer.Option("--drop", metavar="NUMBER", help="Take back the line with it.", show_default=False)
    ] = None,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Note a coffee, a call, a hand lent: it counts at once for the relation. Without words, it lists."""
    is_list = list_ or bool(find) or not (who and (text or kind or on or with_))
    _check(who, text, list_=list_, find=find, drop=drop, others={"--on": on, "--with": with_})
    session = open_network(store, language, as_json=as_json)
    from kreds.services.reader import Reader

    reader = Reader(session.app.store, incognito=incognito, today=session.app.today())
    if drop is not None:
        _drop(session, drop)
    elif is_list:
        _list(session, reader, who or "", words=find, kind=kind)
    else:
        _log(session, reader, [str(who), *(with_ or ())], text or "", kind=kind, on=on)


def _check(
    who: str | None, text: str | None, *, list_: bool, find: str, drop: int | None, others: dict[str, object]
) -> None:
    asked = {"--list": list_ or None, "--find": find or None, "--drop": drop}
    chosen = [name for name, value in asked.items() if value is not None]
    given = [name for name, value in {"TEXT": text, **others}.items() if value]
    if "--drop" in chosen and (who or len(chosen) > 1):
        raise UsageError("CHOICES-CLASH", one="--drop", other=chosen[0] if chosen[0] != "--drop" else "WHO")
    if chosen and given:
        raise UsageError("CHOICES-CLASH", one=chosen[0], other=given[0])
    if given and not who:
        raise UsageError("LOG-NOBODY")


def _log(session: Session, reader: "Reader", people: list[str], text: str, *, kind: str, on: str) -> None:
    from kreds.services.find_person import resolve_who
    from kreds.services.log_contact import log_and_tell, log_day, log_kind

    app, today = session.app, session.app.today()
    numbers = [resolve_who(app.store, one) for one in people]
    day = log_day(on, today)
    done = reader.effect(log_and_tell(app.store, numbers, log_kind(kind), text, day, today=today, at=app.now()))
    if session.as_json:
        from kreds.services.log_shapes import effect_shape

        print_json(effect_shape(done))
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say
    from kreds.i18n.log_words import effect_lines, kind_name

    t = session.t
    what = f"{kind_name(done.kind, t)}, {t.day(done.day)}"
    say(session.out, f"{what}: {printable(done.text)}" if done.text else what)
    say(session.out, *map(printable, effect_lines(done, t)))
    say(session.out, t.text("Undo: %(command)s", command=session.command(f"log --drop {done.id}")))


def _drop(session: Session, number: int) -> None:
    from kreds.services.log_contact import drop_line

    drop_line(session.app.store, number, at=session.app.now())
    if session.as_json:
        print_json({"dropped": number})
        return
    from kreds.cli.terminal import say

    say(session.out, session.t.text("The line is taken back, and counts no more."))


def _list(session: Session, reader: "Reader", who: str, *, words: str, kind: str) -> None:
    from kreds.services.find_person import resolve_who
    from kreds.services.log_contact import log_kind

    people = [resolve_who(session.app.store, who)] if who else None
    lines = reader.logged(people, words=words, kind=log_kind(kind) if kind else None)
    if session.as_json:
        from kreds.services.log_shapes import lines_shape

        print_json(lines_shape(lines))
        return
    from kreds.cli.terminal import Column, cell, indented, say, show_table, steps
    from kreds.i18n.log_words import kind_name

    t, out = session.t, session.out
    if lines:
        columns = (
            Column(t.text("Number"), right=True),
            Column(t.text("Day")),
            Column(t.text("Name"), gives=True),
            Column(t.text("What")),
            Column(t.text("Words"), folds=True),
        )
        rows = [
            (
                str(one.line.decision),
                t.short_day(one.line.day),
                cell(one.name or t.text("(no name)")),
                kind_name(one.line.kind, t),
                cell(one.line.text),
            )
            for one in lines[:_MOST]
        ]
        show_table(out, columns, rows)
        if len(lines) > _MOST:
            indented(out, t.plural("and %(n)s line more", "and %(n)s lines more", len(lines) - _MOST))
    else:
        nothing = t.text("No line fits that.") if who or words or kind else t.text("Nothing is noted yet.")
        say(out, nothing)
    steps(
        out,
        t.text("What you can do now"),
        [
            (session.command('log WHO "…" --kind met --on yesterday'), t.text("note a coffee, a call, a hand lent")),
            (session.command("log --drop NUMBER"), t.text("take a line back")),
        ],
    )
