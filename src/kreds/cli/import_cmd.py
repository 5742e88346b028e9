"""``kreds import``: read LinkedIn's downloads into the network, and account for every row."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.import_columns import matching_from, show_unmatched
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, is_interactive, open_session, print_json
from kreds.errors import UsageError
from kreds.model.importing import FileResult, ImportResult, Owner

if TYPE_CHECKING:
    from rich.text import Text

    from kreds.model.columns import Matching

_SHOWN_REJECTED = 10
_PART = re.compile(r"(.+):(\d{1,9})(?:-(\d{1,9}))?")
_NUMBERS = ("read", "new", "updated", "unchanged", "merged", "rejected")

PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Zips, unpacked folders or single files, in any order.", show_default=False),
]
OwnerOption = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="PROFILE",
        help="Your own profile address, if Kreds takes you for another.",
        show_default=False,
    ),
]
LeaveOutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--leave-out",
        metavar="FILE:LINES",
        help="Leave a broken part of a file out, as in Connections.csv:7-9; its rows are set aside.",
        show_default=False,
    ),
]
LookOption = Annotated[
    bool, typer.Option("--look", help="Only say what the files hold and about how much; nothing is written.")
]

ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="WHAT=NAME,...",
        help="What the columns of a list are, as in name=Navn,email=E-mail; remembered for lists like it.",
        show_default=False,
    ),
]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="Whether a list is one of people or companies.", show_default=False),
]
StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="What everybody in a list is to you: current, former, potential (customers), partner, supplier.",
        show_default=False,
    ),
]


def import_archives(
    *,
    paths: PathsArgument = None,
    look: LookOption = False,
    owner: OwnerOption = None,
    leave_out: LeaveOutOption = None,
    columns: ColumnsOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Read your download from LinkedIn, or lists of customers and contacts: several at once, as often as you like."""
    session = open_session(store, language, as_json=as_json)
    if not paths and (look or not owner):
        raise UsageError("NOTHING-TO-DO")
    for path in paths or ():
        if not path.exists():
            raise UsageError("PATH-MISSING", path=path)
    if not paths:
        _name_owner(session, str(owner))
        return
    if look:
        from kreds.cli.import_look import show_look

        show_look(session, paths)
        return
    matching = matching_from(columns or (), kind, status)
    result = run_import(session, paths, owner=owner, skip_lines=_parts(leave_out or ()), columns=matching)
    if as_json:
        from kreds.services.json_shapes import import_shape

        print_json(import_shape(result, session.t.phrase))
    else:
        show_import(session, result)
        if not result.owner_is_sure and not owner and result.relations:
            _ask_owner(session, result)
    raise typer.Exit(result.exit_code)


def _parts(texts: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Files, each with the first and last line to leave out, from ``Connections.csv:7-9`` (or ``:7`` for one line)."""
    parts: dict[str, tuple[int, int]] = {}
    for text in texts:
        found = _PART.fullmatch(text)
        first, last = (int(found[2]), int(found[3] or found[2])) if found else (1, 0)
        if found is None or not 1 <= first <= last:
            raise UsageError("CHOICE", name="--leave-out", value=text, choices="Connections.csv:7, Connections.csv:7-9")
        parts[found[1]] = (first, last)
    return parts


def run_import(
    session: Session,
    paths: Sequence[Path],
    *,
    owner: str | None = None,
    skip_lines: Mapping[str, tuple[int, int]] | None = None,
    columns: "Matching | None" = None,
) -> ImportResult:
    """Import, with progress and Ctrl-C; afterwards say who the owner is, if that was given."""
    from dataclasses import replace

    from kreds.cli.progress import import_progress
    from kreds.cli.stopping import stop_flag
    from kreds.services.import_files import ImportOptions, import_files
    from kreds.services.keep_texts import keeps_texts

    with stop_flag() as is_stopped, import_progress(session.err, session.t) as progress:
        options = ImportOptions(
            today=session.app.today(),
            now=session.app.now,
            origin="cli",
            keep_texts=keeps_texts(session.app.store, settled=session.app.settings.keep_message_texts),
            skip_lines=skip_lines or {},
            columns=columns,
            progress=progress,
            cancelled=is_stopped,
        )
        result = import_files(session.app.store, paths, options)
    if owner:
        from kreds.services.judge_relations import name_owner

        rebuilt = name_owner(session.app.store, owner, at=session.app.now())
        return replace(
            result,
            relations=rebuilt.relations,
            no_longer_connected=rebuilt.no_longer_connected,
            owner=rebuilt.owner,
            owner_is_sure=True,
        )
    return result


def _name_owner(session: Session, owner: str) -> None:
    """Only say whose network it is."""
    from kreds.services.judge_relations import name_owner

    rebuilt = name_owner(session.app.store, owner, at=session.app.now())
    if session.as_json:
        shape = {"name": rebuilt.owner.name, "profile_url": rebuilt.owner.profile_url}
        print_json({"owner": shape, "relations": rebuilt.relations})
        return
    from kreds.cli.terminal import say

    say(
        session.out,
        session.t.text("The network belongs to %(owner)s.", owner=_owner_text(session, rebuilt.owner)),
    )


def show_import(session: Session, result: ImportResult) -> None:
    """Print what an import did: one sentence, the equation of every file, the rows set aside, what to do next."""
    from kreds.cli.terminal import cell, heading, say, steps

    t, out = session.t, session.out
    say(out, summary(session, result))
    for note in result.notes:
        say(out, t.phrase(note))
    _show_files(session, result)
    if result.rejected:
        heading(out, t.plural("%(n)s row was set aside", "%(n)s rows were set aside", len(result.rejected)))
        for row in result.rejected[:_SHOWN_REJECTED]:
            reason, advice = t.problem(row.code, row.facts)
            out.print(cell(f"  {t.place(row.file, row.line)}: {reason} {advice} [{row.code}]"), overflow="fold")
        if len(result.rejected) > _SHOWN_REJECTED:
            say(out, "  " + t.text("All of them: %(command)s", command=session.command("export rejected")))
    show_unmatched(session, result.unmatched)
    for title, names in ((t.text("Not needed"), result.ignored), (t.text("Not known to Kreds"), result.unknown)):
        if names:
            out.print()
            out.print(cell(f"{title}: {', '.join(names)}"), style="dim", overflow="fold")
    if result.relations:
        next_steps = (
            (session.command("overview"), t.text("your network at a glance")),
            (session.command("relations --level strong"), t.text("who they are")),
            (session.command("serve"), t.text("see it in the browser")),
        )
        steps(out, t.text("What you can do now"), next_steps)


def summary(session: Session, result: ImportResult) -> str:
    """The network after an import, in a few sentences."""
    t = session.t
    if result.outsiders and not result.relations:
        known = t.plural(
            "%(n)s person is known from your lists.", "%(n)s people are known from your lists.", result.outsiders
        )
        return f"{known} " + t.text("It took %(duration)s.", duration=t.duration(result.seconds))
    parts = [
        t.plural("Your network has %(n)s relation.", "Your network has %(n)s relations.", result.relations),
    ]
    if result.no_longer_connected:
        parts.append(
            t.plural(
                "%(n)s of them is no longer connected to you.",
                "%(n)s of them are no longer connected to you.",
                result.no_longer_connected,
            )
        )
    if result.outsiders:
        parts.append(
            t.plural(
                "%(n)s person is known from other sources.",
                "%(n)s people are known from other sources.",
                result.outsiders,
            )
        )
    if result.owner.name or result.owner.profile_url:
        parts.append(t.text("It belongs to %(owner)s.", owner=_owner_text(session, result.owner)))
    parts.append(t.text("It took %(duration)s.", duration=t.duration(result.seconds)))
    return " ".join(parts)


def _owner_text(session: Session, owner: Owner) -> str:
    from kreds.cli.escaping import printable

    shown = (
        f"{owner.name} ({owner.profile_url})" if owner.name and owner.profile_url else owner.name or owner.profile_url
    )
    return printable(shown) or session.t.text("somebody unknown")


def _show_files(session: Session, result: ImportResult) -> None:
    """The equation of each file: what was read is the sum of the rest. A column without a number is not shown."""
    from kreds.cli.terminal import Column, cell, heading, indented, show_table

    if not result.files:
        return
    t, out = session.t, session.out
    heading(out, t.text("Every row is accounted for"))
    files = _together(result.files, t.text("Articles"))
    numbers = [[*(getattr(file, name) for name in _NUMBERS), sum(file.skipped.values())] for file in files]
    used = [place for place in range(len(_NUMBERS) + 1) if place < 2 or any(row[place] for row in numbers)]
    titles = _titles(session)
    rows: list[list[Text | str]] = [
        [
            cell(file.name, "yellow" if file.rejected else ""),
            *(t.number(row[place]) if row[place] else "·" for place in used),
        ]
        for file, row in zip(files, numbers, strict=True)
    ]
    columns = [Column(t.text("File"), gives=True), *(Column(titles[place], right=True) for place in used)]
    show_table(out, columns, rows)
    skipped = Counter[str]()
    for file in result.files:
        skipped.update(file.skipped)
    if skipped:
        words = ", ".join(f"{t.reason(reason)} {t.number(skipped[reason])}" for reason in sorted(skipped))
        indented(out, cell(t.text("Left out on purpose: %(reasons)s", reasons=words), "dim"))
    for file in result.files:
        for note in file.notes:
            indented(out, cell(f"{file.name}: {t.phrase(note)}", "dim"))


def _titles(session: Session) -> tuple[str, ...]:
    t = session.t
    return (
        t.text("Read"),
        t.text("New"),
        t.text("Updated"),
        t.text("Known"),
        t.text("Merged"),
        t.text("Set aside"),
        t.text("Left out"),
    )


def _together(files: Sequence[FileResult], articles: str) -> list[FileResult]:
    """The files to show a line each; articles are one file apiece and share a line."""
    shown = [file for file in files if file.kind != "articles"]
    pages = [file for file in files if file.kind == "articles"]
    if not pages:
        return shown
    sums = {name: sum(getattr(page, name) for page in pages) for name in _NUMBERS}
    skipped = Counter[str]()
    for page in pages:
        skipped.update(page.skipped)
    return [*shown, FileResult(f"{articles} ({len(pages)})", "articles", **sums, skipped=skipped)]


def _ask_owner(session: Session, result: ImportResult) -> None:
    """The evidence is thin: ask who the owner is, or say how to tell."""
    from kreds.cli.terminal import heading, say

    t, out = session.t, session.out
    command = session.command("import --owner PROFILE")
    if not result.owner_candidates:
        say(out, "", t.text("Kreds cannot tell who you are. Say it: %(command)s", command=command))
        return
    heading(out, t.text("Which of these is you?"))
    for number, owner in enumerate(result.owner_candidates, 1):
        say(out, f"  {number}  {_owner_text(session, owner)}")
    if not is_interactive():
        say(out, t.text("Say it: %(command)s", command=command))
        return
    answer = typer.prompt(t.text("Number, or Enter to leave it"), default="", show_default=False)
    if answer.isdigit() and 1 <= int(answer) <= len(result.owner_candidates):
        _name_owner(session, result.owner_candidates[int(answer) - 1].profile_url)
