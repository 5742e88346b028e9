"""``kreds import --look``: what deliveries hold, before anything is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kreds.cli.import_columns import show_unmatched
from kreds.cli.session import Session, print_json

if TYPE_CHECKING:
    from kreds.services.look_at_files import Look, SeenArchive, SeenFile


def show_look(session: Session, paths: Sequence[Path]) -> None:
    """Print what was recognized; a store that is not there yet is not made for it."""
    from kreds.cli.stopping import stop_flag
    from kreds.services.look_at_files import look_at_files

    app = session.app
    with stop_flag() as is_stopped:
        look = look_at_files(app.store if app.has_store else None, paths, today=app.today(), cancelled=is_stopped)
    if session.as_json:
        from kreds.services.json_shapes import look_shape

        print_json(look_shape(look, session.t.phrase))
        return
    _show(session, look)


def _show(session: Session, look: "Look") -> None:
    from kreds.cli.terminal import cell, say, steps

    t, out = session.t, session.out
    say(out, t.text("Nothing has been written yet."))
    for note in look.notes:
        say(out, t.phrase(note))
    for archive in look.archives:
        _show_archive(session, archive)
        for reason, title in (("not needed", t.text("Not needed")), ("not known", t.text("Not known to Kreds"))):
            names = [file.name for file in archive.unread if file.reason == reason]
            if names:
                out.print(cell(f"  {title}: {', '.join(names)}"), style="dim", overflow="fold")
    show_unmatched(session, [one for one in look.lists if not one.is_read])
    if any(not file.is_known for file in look.files):
        steps(out, t.text("What you can do now"), ((session.command("import ..."), t.text("import the same files")),))


def _show_archive(session: Session, archive: "SeenArchive") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, heading, show_table
    from kreds.web.import_words import weight_of

    t, out = session.t, session.out
    name = printable(archive.name)
    if archive.day and archive.is_sure:
        name = t.text("%(name)s, from %(day)s", name=name, day=archive.day)
    elif archive.day:
        name = t.text("%(name)s, probably from %(day)s", name=name, day=archive.day)
    heading(out, name)
    if not archive.files:
        return
    columns = (
        Column(t.text("What it is")),
        Column(t.text("File"), gives=True),
        Column(t.text("How much"), right=True),
        Column(t.text("Size"), right=True),
        Column(""),
    )
    rows = [
        (
            cell(t.kind(file.kind)),
            cell(printable(file.name)),
            cell(_amount(session, file)),
            cell(t.size(file.size)),
            cell(t.text("imported before") if file.is_known else "", "dim"),
        )
        for file in sorted(archive.files, key=lambda file: weight_of(file.kind))
        if file.kind != "articles"
    ]
    articles = [file for file in archive.files if file.kind == "articles"]
    if articles:
        count = t.plural("%(n)s article", "%(n)s articles", len(articles))
        known = t.text("imported before") if all(file.is_known for file in articles) else ""
        size = t.size(sum(file.size for file in articles))
        rows.append((cell(t.kind("articles")), cell(""), cell(count), cell(size), cell(known, "dim")))
    show_table(out, columns, rows)


def _amount(session: Session, file: "SeenFile") -> str:
    t = session.t
    rows = t.plural("%(n)s row", "%(n)s rows", file.rows)
    return rows if file.is_exact else t.text("about %(rows)s", rows=rows)
