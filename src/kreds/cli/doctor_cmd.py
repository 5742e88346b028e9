"""``kreds doctor``: check the store from all sides, and build what is derived anew."""

from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_session, print_json, shown_path

if TYPE_CHECKING:
    from kreds.model.health import DoctorReport

_TROUBLE = 5


def doctor(
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build everything derived anew from facts and decisions.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Check the store: everything that was confirmed is there, and unchanged."""
    session = open_session(store, language, as_json=as_json)
    if rebuild:
        from kreds.services.judge_relations import rebuild as rebuild_all

        rebuild_all(session.app.store)
        # Others read the file by themselves: what was rebuilt must be in it.
        session.app.close()
    from kreds.services.keep_store import examine

    report = examine(session.app.target, now=session.app.now())
    if as_json:
        print_json({**report_shape(report, session), "rebuilt": rebuild})
    else:
        _show(session, report, rebuilt=rebuild)
    raise typer.Exit(_TROUBLE if report.verdict.value == "error" else 0)


def report_shape(report: "DoctorReport", session: Session) -> dict[str, object]:
    """The report as JSON."""
    return {
        "store": report.store,
        "dialect": report.dialect,
        "verdict": report.verdict.value,
        "checks": [
            {
                "name": check.name,
                "verdict": check.verdict.value,
                "text": session.t.phrase(check.phrase),
                "what_to_do": session.t.phrase(check.what_to_do) if check.what_to_do else "",
            }
            for check in report.checks
        ],
    }


def _show(session: Session, report: "DoctorReport", *, rebuilt: bool) -> None:
    from rich.text import Text

    from kreds.cli.terminal import Column, cell, is_plain, say, show_table
    from kreds.model.health import Verdict

    t, out = session.t, session.out
    if rebuilt:
        say(out, t.text("Everything derived was built anew from facts and decisions."))
    where = shown_path(report.store)
    said = {
        Verdict.OK: t.text("%(store)s is sound.", store=where),
        Verdict.WARNING: t.text("%(store)s is sound, but look at this.", store=where),
        Verdict.ERROR: t.text("%(store)s is not sound.", store=where),
    }
    say(out, said[report.verdict])
    out.print()
    words = {Verdict.OK: t.text("fine"), Verdict.WARNING: t.text("look here"), Verdict.ERROR: t.text("wrong")}
    styles = {Verdict.OK: "cyan", Verdict.WARNING: "yellow", Verdict.ERROR: "bold red"}
    marks = dict(zip(Verdict, "+!x" if is_plain(out) else "✓!✗", strict=True))
    rows: list[tuple[Text, Text]] = []
    for check in report.checks:
        rows.append(
            (
                Text(f"{marks[check.verdict]} {words[check.verdict]}", styles[check.verdict]),
                cell(t.phrase(check.phrase)),
            )
        )
        if check.what_to_do:
            rows.append((Text(), cell(t.phrase(check.what_to_do), "dim")))
    show_table(out, (Column(), Column(folds=True)), rows)
