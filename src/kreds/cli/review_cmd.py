"""``kreds review``: the clean-up, a portion at a time: cards, the work list, and what became of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.services.review_state import ReviewState

_Words = list[str] | None
_Take = Annotated[int | None, typer.Option("--take", metavar="N", help="Take a portion.", show_default=False)]
_Choice = Annotated[
    str,
    typer.Option(
        "--choice",
        metavar="CHOICE",
        help="With --take: likely|unseen|segment|company|year|random|changed|telling.",
    ),
]
_Value = Annotated[str, typer.Option("--value", metavar="VALUE", help="Which group, company or year.")]
_Say = Annotated[
    _Words,
    typer.Option(
        "--say",
        metavar="WHO=FATE",
        help="keep|cultivate|trial|let_go|unsure|skip; may be given again.",
        show_default=False,
    ),
]
_Until = Annotated[str, typer.Option("--until", metavar="DAY", help="Until when a trial lasts: 2027-03-01.")]
_Finish = Annotated[bool, typer.Option("--finish", help="Close the portion, whatever is left of it.")]
_Plan = Annotated[
    str, typer.Option("--plan", metavar="NAME=VALUE,...", help="times=2,size=50,line=0.8,daily=10: what to change.")
]
_Undo = Annotated[bool, typer.Option("--undo", help="Take back the last step of the portion.")]
_List = Annotated[bool, typer.Option("--list", help="The work list: who is to be removed by hand.")]
_Csv = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="With --list: write it to a file.", show_default=False)
]
_Removed = Annotated[
    _Words, typer.Option("--removed", metavar="WHO", help="Tick off: removed on LinkedIn.", show_default=False)
]
_NotRemoved = Annotated[
    _Words, typer.Option("--not-removed", metavar="WHO", help="Take the tick off.", show_default=False)
]
_Keep = Annotated[
    _Words, typer.Option("--back", metavar="WHO", help="Keep after all who was let go.", show_default=False)
]
_Protect = Annotated[
    _Words,
    typer.Option("--protect", metavar="WHO", help="Never propose: WHO|company:NAME|group:KEY.", show_default=False),
]
_Unprotect = Annotated[
    _Words, typer.Option("--unprotect", metavar="WHO", help="Let them be proposed again.", show_default=False)
]
_History = Annotated[bool, typer.Option("--history", help="What became of it.")]
_Calendar = Annotated[
    Path | None,
    typer.Option("--calendar", metavar="FILE", help="Write the next clean-ups for a calendar.", show_default=False),
]


def review(
    *,
    take: _Take = None,
    choice: _Choice = "likely",
    value: _Value = "",
    say: _Say = None,
    until: _Until = "",
    undo: _Undo = False,
    finish: _Finish = False,
    plan: _Plan = "",
    listed: _List = False,
    csv: _Csv = None,
    removed: _Removed = None,
    not_removed: _NotRemoved = None,
    back: _Keep = None,
    protect: _Protect = None,
    unprotect: _Unprotect = None,
    history: _History = False,
    calendar: _Calendar = None,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Go through a portion of your network, one relation at a time: keep, cultivate, try, let go."""
    if csv and not listed:
        raise UsageError("CHOICE-MISSING", choices="--list --csv FILE")
    if until and not any(one.endswith("=trial") for one in say or ()):
        raise UsageError("CHOICE-MISSING", choices="--say WHO=trial --until DAY")
    if value and take is None:
        raise UsageError("CHOICE-MISSING", choices="--take N --choice CHOICE --value VALUE")
    session = open_network(store, language, as_json=as_json)
    from kreds.cli import review_saying as saying

    told = saying.Told(
        take=take,
        choice=choice,
        value=value,
        plan=plan,
        fates=say or (),
        until=until,
        ticks=((True, removed or ()), (False, not_removed or ())),
        protected=((True, protect or ()), (False, unprotect or ())),
        back=back or (),
        undo=undo,
        finish=finish,
    )
    changed = saying.keep_all(session, told)
    if calendar:
        saying.write_calendar(session, calendar)
    elif listed:
        saying.show_list(session, csv, incognito=incognito)
    elif history:
        saying.show_history(session, incognito=incognito)
    else:
        _show(session, incognito=incognito, only_state=told.is_word, changed=changed)


def _show(session: Session, *, incognito: bool, only_state: bool, changed: int) -> None:
    """The deck to go through; or, after something was said or for a program, where it stands."""
    from kreds.services.review_state import review_state

    app = session.app
    state = review_state(app.store, today=app.today(), incognito=incognito)
    if session.as_json:
        from kreds.services.cleanup_shapes import review_shape

        print_json(review_shape(state, session.t.phrase))
    elif only_state:
        _tell(session, state, changed=changed)
    else:
        from kreds.cli.review_deck import go_through

        go_through(session, incognito=incognito)


def _tell(session: Session, state: "ReviewState", *, changed: int) -> None:
    from kreds.cli.terminal import say, steps
    from kreds.i18n.deck_words import fate_of_many
    from kreds.model.review import Fate

    t, out, found = session.t, session.out, state.found
    if not changed:
        say(out, t.text("Nothing was changed."))
    if found.open:
        progress = found.open.progress
        counts = [f"{t.number(progress.counts[one])} {fate_of_many(one, t)}" for one in Fate if progress.counts[one]]
        gone = t.text("%(done)s of %(total)s gone through", done=progress.done, total=progress.total)
        say(out, " · ".join([gone, *counts]) + ".")
    elif found.due:
        say(out, t.text("The next clean-up is due on %(day)s.", day=found.due))
    say(
        out,
        t.text(
            "%(ready)s are proposed to let go, %(open)s wait for an answer only you have.",
            ready=found.ready.ready,
            open=found.ready.open,
        ),
    )
    ways = [
        (session.command("review"), t.text("go through a portion")),
        (session.command("review --list"), t.text("see whom to remove by hand")),
        (session.command("review --history"), t.text("see what became of it")),
    ]
    if changed:
        ways.insert(0, (session.command("judge --undo"), t.text("take it back")))
    steps(out, t.text("What you can do now"), ways)
