"""``kreds forget``: take everything of a person out of the store, for good."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, is_interactive, open_network, print_json, shown_path
from kreds.errors import CancelledError, UsageError

if TYPE_CHECKING:
    from kreds.services.forget import Forgot, KeptCopy, ToForget


def forget(
    *,
    who: Annotated[
        str,
        typer.Argument(metavar="[WHO]", help="A profile address, its last part, an e-mail address, an id, or a name."),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    backups: Annotated[
        list[Path] | None,
        typer.Option(
            "--backups",
            metavar="FILE",
            help="A backup to write anew without them; may be given often.",
            show_default=False,
        ),
    ] = None,
    lost_key: Annotated[
        bool,
        typer.Option(
            "--lost-key", help="The key to those forgotten before is lost for good: give them up, they may come back."
        ),
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Forget a person: nothing of them is left, and they do not come back. It cannot be undone."""
    if lost_key and (who or backups):
        raise UsageError("CHOICES-CLASH", one="--lost-key", other="WHO")
    if not who and not lost_key:
        raise UsageError("FORGET-WHO")
    session = open_network(store, language, as_json=as_json)
    from kreds.services.forget import drop_lost_marks, forget_shape, forgot_shape, to_forget
    from kreds.services.forget import forget as forget_person

    if lost_key:
        _say_dropped(session, drop_lost_marks(session.app.store))
        return
    if not yes:
        found = to_forget(session.app.store, who)
        if as_json:
            print_json(forget_shape(found, session.t.phrase))
            return
        _show(session, found)
        _ask(session)
        # Who was shown is who goes, whatever else answers to the name by now.
        who = found.id
    forgot = forget_person(session.app.store, who, at=session.app.now(), backups=backups or ())
    if as_json:
        print_json(forgot_shape(forgot))
    else:
        _say_forgotten(session, forgot)


def _show(session: Session, found: "ToForget") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, say, show_table

    t, out = session.t, session.out
    say(out, t.text("Everything that is held about %(name)s goes:", name=printable(found.name or found.id)))
    rows = [(cell(t.number(rows)), cell(t.phrase(title))) for _, title, rows in found.parts]
    show_table(out, (Column(), Column(folds=True)), rows)
    say(out, t.text("It cannot be undone, and they are left out of every later import."))
    command = session.command(f"held {found.id}")
    say(out, t.text("If they have asked to see what is held, save that first: %(command)s", command=command))
    _say_copies(session, found.copies)


def _ask(session: Session) -> None:
    if not is_interactive():
        raise UsageError("FORGET-YES")
    from kreds.cli.terminal import say

    say(session.out, session.t.text("Forget them? Type “yes” to do it."))
    if input("> ").strip().casefold() not in {"yes", session.t.text("yes").casefold()}:
        raise CancelledError


def _say_forgotten(session: Session, forgot: "Forgot") -> None:
    from kreds.cli.terminal import say

    t, out = session.t, session.out
    count = sum(forgot.rows.values())
    say(
        out,
        t.plural("Forgotten: %(n)s row is gone.", "Forgotten: %(n)s rows are gone.", count),
    )
    if not forgot.is_clean:
        say(
            out,
            t.text(
                "Another program has the store open, so traces may be left in its free space; "
                "they are wiped when Kreds is next started."
            ),
        )
    for path in forgot.rewritten:
        say(out, t.text("%(file)s was written anew without them.", file=shown_path(path)))
    _say_copies(session, forgot.copies)
    say(out, t.text("Kreds cannot know of copies and exports that lie elsewhere."))


def _say_copies(session: Session, copies: "tuple[KeptCopy, ...]") -> None:
    from datetime import UTC, datetime

    from kreds.cli.terminal import say

    t, out = session.t, session.out
    if not copies:
        return
    say(out, t.text("Still in these backups (to write one anew without them: --backups FILE):"))
    for one in copies:
        day = t.day(datetime.fromtimestamp(one.made_at, UTC).date())
        say(out, f"  {shown_path(one.path)} · {day}")


def _say_dropped(session: Session, count: int) -> None:
    if session.as_json:
        print_json({"dropped": count})
        return
    from kreds.cli.terminal import say

    t = session.t
    say(
        session.out,
        t.plural(
            "%(n)s mark of somebody forgotten was given up.", "%(n)s marks of somebody forgotten were given up.", count
        ),
    )
