"""``kreds trial``: put a relation on trial until a day, see what has come of it, keep it or let it go."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError
from kreds.model.relation import RelationQuery, RelationView
from kreds.model.trial import TrialOutcome

if TYPE_CHECKING:
    from kreds.services.reader import Reader


def trial(
    *,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="WHO",
            help="A profile address, its last part, an id, or a name; nobody, to list those on trial.",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        str, typer.Option("--until", metavar="DAY", help="Until this day, as in 2027-03-01.", show_default=False)
    ] = "",
    months: Annotated[
        int | None, typer.Option("--months", metavar="N", help="For so many months; 6 if not said.", show_default=False)
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="The trial is over: you keep the relation.")] = False,
    let_go: Annotated[
        bool, typer.Option("--let-go", help="The trial is over: the relation is worthless, you say.")
    ] = False,
    end: Annotated[bool, typer.Option("--end", help="Stop the trial, and say nothing.")] = False,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Put a relation on trial, and keep it or let it go; without WHO, list those on trial, first who is due first."""
    given = {"--until": until, "--months": months is not None, "--keep": keep, "--let-go": let_go, "--end": end}
    chosen = [name for name, value in given.items() if value]
    if len(chosen) > 1:
        raise UsageError("CHOICES-CLASH", one=chosen[0], other=chosen[1])
    if chosen and not who:
        raise UsageError("WHO-MISSING")
    day = _day(until)
    session = open_network(store, language, as_json=as_json)
    from kreds.services.reader import Reader

    reader = Reader(session.app.store, incognito=incognito, today=session.app.today())
    if not who:
        _list(session, reader)
        return
    if keep or let_go or end:
        _end(session, who, TrialOutcome.KEEP if keep else TrialOutcome.LET_GO if let_go else None)
    else:
        _begin(session, who, day, months)
    _show(session, reader.show_relation(who), was_stopped=end)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError("CHOICE", name="--until", value=text, choices="2027-03-01, …") from None


def _begin(session: Session, who: str, until: date | None, months: int | None) -> None:
    from kreds.services.find_person import resolve_who
    from kreds.services.trials import day_of_trial, put_on_trial

    app, today = session.app, session.app.today()
    day = day_of_trial(until, months, today=today)
    put_on_trial(app.store, [resolve_who(app.store, who)], day, today=today, at=app.now())


def _end(session: Session, who: str, outcome: TrialOutcome | None) -> None:
    from kreds.services.find_person import resolve_who
    from kreds.services.trials import end_trials

    app = session.app
    end_trials(app.store, [resolve_who(app.store, who)], outcome, at=app.now())


def _show(session: Session, view: RelationView, *, was_stopped: bool) -> None:
    if session.as_json:
        from kreds.services.json_shapes import why_shape

        print_json(why_shape(view, session.t.phrase))
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say
    from kreds.i18n.relation_words import trial_course, trial_state

    t, trial, since = session.t, view.relation.trial, view.since_trial
    name = printable(view.relation.name) or view.relation.id
    state = t.text("The trial is over.") if was_stopped else trial_state(trial, t, today=session.app.today())
    say(session.out, f"{name}: {state}", *(trial_course(trial, since, t) if since else ()))
    say(session.out, t.text("Undo: %(command)s", command=session.command("judge --undo")))


def _list(session: Session, reader: "Reader") -> None:
    query = RelationQuery(trial="on", connected="current", sort="trial_until", descending=False, per_page=None)
    views = [reader.show_relation(one.id) for one in reader.find_relations(query).relations]
    today = session.app.today()
    if session.as_json:
        from kreds.services.json_shapes import why_shape

        shapes = [why_shape(view, session.t.phrase) for view in views]
        due = sum(view.relation.trial.is_due(today) for view in views)
        print_json({"today": today.isoformat(), "due": due, "trials": shapes})
        return
    from kreds.cli.terminal import say, steps

    t, out = session.t, session.out
    if not views:
        say(out, t.text("Nobody is on trial."))
        steps(
            out,
            t.text("What you can do now"),
            [(session.command("trial WHO"), t.text("put a relation on trial for half a year"))],
        )
        return
    _print_table(session, views)
    steps(
        out,
        t.text("What you can do now"),
        [
            (session.command("trial WHO --keep"), t.text("keep the relation")),
            (session.command("trial WHO --let-go"), t.text("let it go")),
        ],
    )


def _print_table(session: Session, views: list[RelationView]) -> None:
    from kreds.cli.terminal import Column, cell, level_text, show_table

    t, out, today = session.t, session.out, session.app.today()
    columns = (
        Column(t.text("Name"), gives=True),
        Column(t.text("Level")),
        Column(t.text("On trial until")),
        Column(t.text("Since then"), folds=True),
    )
    rows = []
    for view in views:
        relation = view.relation
        until = t.short_day(relation.trial.until) if relation.trial.until else ""
        is_due = relation.trial.is_due(today)
        rows.append(
            (
                cell(relation.name or t.text("(no name)")),
                level_text(out, t, relation.level, overruled=relation.overruled),
                cell(f"{until} ({t.text('due')})" if is_due else until, "bold" if is_due else ""),
                cell(_in_short(session, view)),
            )
        )
    show_table(out, columns, rows)


def _in_short(session: Session, view: RelationView) -> str:
    t, since = session.t, view.since_trial
    if since is None or not since.is_covered:
        return t.text("not in these files")
    if not (since.days or since.others):
        return t.text("nothing")
    days = t.plural("%(n)s day with messages", "%(n)s days with messages", since.days) if since.days else ""
    others = t.text("%(n)s other", n=since.others) if since.others else ""
    return ", ".join(part for part in (days, others) if part)
