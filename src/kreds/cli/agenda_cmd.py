"""``kreds agenda`` and ``kreds cadence``: the lines of this week, answered; how much time, and how often whom."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.model.agenda import AgendaLine
    from kreds.services.read_week import WeekView
    from kreds.services.reader import Reader

_SAYS = {"done": "done", "later": "later", "not-person": "not_person", "not-kind": "not_kind"}
_ACTIONS = (*_SAYS, "draft")
_IN_DANISH = {
    "udført": "done", "gjort": "done", "senere": "later", "ikke-personen": "not-person", "ikke-slagsen": "not-kind",
    "udkast": "draft",
}  # fmt: skip
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_Words = list[str] | None


_Action = Annotated[
    str | None,
    typer.Argument(metavar="|".join(_ACTIONS), help="What to say of LINE, or its draft.", show_default=False),
]
_Line = Annotated[
    str | None, typer.Argument(metavar="LINE", help="A line of the week, by its number.", show_default=False)
]
_Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="With done: what passed, noted along.")]
_Kind = Annotated[
    str, typer.Option("--kind", metavar="KIND", help="With done: met|call|wrote|helped|learned; noted along.")
]
_Until = Annotated[str, typer.Option("--until", metavar="DAY", help="With later: when to propose it again.")]
_Anew = Annotated[bool, typer.Option("--anew", help="Choose the open lines anew.")]
_DaysOption = Annotated[str, typer.Option("--days", metavar="DAYS", help="Plan: which weekdays, mon,tue,...")]
_Minutes = Annotated[
    int | None, typer.Option("--minutes", metavar="N", help="Plan: minutes each day.", show_default=False)
]
_Mix = Annotated[str, typer.Option("--mix", metavar="PART=N,...", help="Plan: listen=40,learn=15,...")]
_Rhythm = Annotated[
    str, typer.Option("--rhythm", metavar="LAYER=DAYS,...", help="Plan: inner=30,strong=120,goal=180,average=365.")
]
_Off = Annotated[
    _Words, typer.Option("--off", metavar="KIND", help="Plan: lines that are not wanted.", show_default=False)
]
_On = Annotated[
    _Words, typer.Option("--on", metavar="KIND", help="Plan: lines that are wanted again.", show_default=False)
]
_Holiday = Annotated[
    _Words, typer.Option("--holiday", metavar="FROM..TO", help="Plan: days without.", show_default=False)
]
_NoHoliday = Annotated[
    _Words, typer.Option("--no-holiday", metavar="FROM", help="Plan: take it out again.", show_default=False)
]


def agenda(
    *,
    action: _Action = None,
    line: _Line = None,
    note: _Note = "",
    kind: _Kind = "",
    until: _Until = "",
    anew: _Anew = False,
    days: _DaysOption = "",
    minutes: _Minutes = None,
    mix: _Mix = "",
    rhythm: _Rhythm = "",
    off: _Off = None,
    on: _On = None,
    holiday: _Holiday = None,
    no_holiday: _NoHoliday = None,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """This week: a few lines, each with whom, why now and what to do. Say done, later, or not at all."""
    action = _IN_DANISH.get(action or "", action)
    _check(action, line, note=note or kind, until=until)
    session = open_network(store, language, as_json=as_json)
    from kreds.services.change_plan import PlanChange, change_plan
    from kreds.services.reader import Reader

    app = session.app
    reader = Reader(app.store, incognito=incognito, today=app.today())
    change = PlanChange(
        days=_weekdays(days) if days else None,
        minutes=minutes,
        mix=_numbers("mix", mix),
        cadence=_numbers("rhythm", rhythm),
        off=off or (),
        on=on or (),
        free=tuple(_free(one) for one in holiday or ()),
        not_free=tuple(_day("no-holiday", one) for one in no_holiday or ()),
    )
    if change != PlanChange():
        change_plan(app.store, change, today=app.today(), at=app.now())
        _tell_plan(session)
    if anew:
        from kreds.cultivation.agenda import monday_of
        from kreds.services.plan_week import begin_week

        begin_week(app.store, monday_of(app.today()), at=app.now())
    if action == "draft":
        _draft(session, reader, str(line))
    else:
        if action:
            _say(session, reader, action, str(line), note=note, kind=kind, until=until)
        _show(session, reader.week(at=app.now()))


def cadence(
    *,
    who: Annotated[str, typer.Argument(metavar="WHO", help="A profile address, its last part, an id, or a name.")],
    days: Annotated[str, typer.Argument(metavar="DAYS|usual|never", help="Days between two contacts.")] = "",
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """How often to be in touch with somebody; without DAYS, how it stands and when the next contact is due."""
    wanted = {"usual": None, "never": 0}.get(days, days)
    if isinstance(wanted, str) and wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 5):
        raise UsageError("CHOICE", name="DAYS", value=days, choices="1-3650, usual, never")
    session = open_network(store, language, as_json=as_json)
    from kreds.services.find_person import resolve_who
    from kreds.services.plan_week import set_cadence
    from kreds.services.reader import Reader

    app = session.app
    person = resolve_who(app.store, who)
    if days:
        set_cadence(app.store, person, None if wanted is None else int(wanted), at=app.now())
    reader = Reader(app.store, incognito=incognito, today=app.today())
    _show_cadence(session, reader, person)


def _check(action: str | None, line: str | None, *, note: str, until: str) -> None:
    if action and action not in _ACTIONS:
        raise UsageError("CHOICE", name="agenda", value=action, choices=", ".join(_ACTIONS))
    if action and not line:
        raise UsageError("CHOICE-MISSING", choices=f"{action} LINE")
    if note and action != "done":
        raise UsageError("CHOICE-MISSING", choices="done LINE --note TEXT")
    if until and action != "later":
        raise UsageError("CHOICE-MISSING", choices="later LINE --until DAY")


def _weekdays(text: str) -> list[int]:
    found = []
    for word in text.split(","):
        if word.strip() not in _DAYS:
            raise UsageError("CHOICE", name="--days", value=word.strip(), choices=", ".join(_DAYS))
        found.append(_DAYS.index(word.strip()))
    return found


def _numbers(name: str, text: str) -> dict[str, int]:
    found = {}
    for one in text.split(",") if text else ():
        key, _, number = one.partition("=")
        if not (number.isascii() and number.isdigit() and len(number) < 5):
            raise UsageError("CHOICE", name=f"--{name}", value=one, choices="NAME=N")
        found[key.strip()] = int(number)
    return found


def _free(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    return _day("holiday", first), _day("holiday", last or first)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError("CHOICE", name=f"--{name}", value=text, choices="2027-03-01, …") from None


def _say(session: Session, reader: "Reader", action: str, name: str, *, note: str, kind: str, until: str) -> None:
    from kreds.model.agenda import LineSaid, Part
    from kreds.model.log import LogKind
    from kreds.services.log_contact import log_kind
    from kreds.services.plan_week import LineNote, say_line, week
    from kreds.services.read_week import line_called

    app = session.app
    line = line_called(week(app.store, today=app.today(), at=app.now()), name)
    usual = LogKind.LEARNED if line.occasion.part is Part.LEARN else LogKind.WROTE
    told = LineNote(log_kind(kind) if kind else usual, note) if note or kind else None
    day = _day("until", until) if until else None
    say_line(app.store, line.id, LineSaid(_SAYS[action]), today=app.today(), at=app.now(), until=day, note=told)
    if not session.as_json:
        from kreds.cli.escaping import printable
        from kreds.cli.terminal import say
        from kreds.i18n.agenda_words import state_name
        from kreds.i18n.week_words import about
        from kreds.model.agenda import LineState

        shown = next((one for one in reader.week(at=app.now()).week.lines if one.ref == line.ref), line)
        who, state = about(shown, session.t), state_name(LineState(_SAYS[action]), session.t)
        say(session.out, printable(f"{who}: {state}"))


def _draft(session: Session, reader: "Reader", name: str) -> None:
    from kreds.i18n.agenda_drafts import draft
    from kreds.model.agenda import LineState
    from kreds.services.read_week import line_called

    view = reader.week(at=session.app.now())
    line = line_called(view.week, name)
    words = "" if line.state is LineState.DONE else draft(line, session.t, owner=view.owner)
    if session.as_json:
        print_json({"line": line.ref, "language": session.language, "draft": words})
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say

    t = session.t
    none = t.text("The line is done already.") if line.state is LineState.DONE else t.text("No draft helps here.")
    say(session.out, *(map(printable, words.splitlines()) if words else [none]))


def _tell_plan(session: Session) -> None:
    if session.as_json:
        return
    from kreds.cli.terminal import say
    from kreds.i18n.week_words import budget_words
    from kreds.services.plan_week import plan_of

    say(session.out, budget_words(plan_of(session.app.store, today=session.app.today()), session.t))


def _show(session: Session, view: "WeekView") -> None:
    from kreds.i18n.week_words import line_words, spare_words, week_lead

    t, week = session.t, view.week
    if session.as_json:
        from kreds.services.week_shapes import week_shape

        print_json(week_shape(view, lambda line: line_words(line, t, owner=view.owner)))
        return
    from kreds.cli.terminal import say, steps
    from kreds.i18n.agenda_words import missing_words

    out = session.out
    say(out, week_lead(week, t, today=session.app.today()))
    _table(session, view)
    say(out, *(missing_words(name, t) for name in week.missing))
    if spare := spare_words(week.spare, t):
        say(out, spare)
    steps(
        out,
        t.text("What you can do now"),
        [
            (session.command("agenda done 1"), t.text("say that a line is done; or later, not-person, not-kind")),
            (session.command("agenda draft 1"), t.text("read the draft of a line")),
            (session.command("judge --undo"), t.text("take back what you said last")),
        ],
    )


def _table(session: Session, view: "WeekView") -> None:
    from kreds.cli.terminal import Column, cell, show_table
    from kreds.i18n.agenda_words import part_name, state_name, what, why
    from kreds.i18n.week_words import weekday
    from kreds.model.agenda import LineState

    t, lines = session.t, view.week.lines
    if not lines:
        return

    def told(line: "AgendaLine") -> str:
        return f"{why(line, t)} {what(line, t)}" if line.state is LineState.OPEN else state_name(line.state, t)

    columns = (
        Column(t.text("Line"), right=True),
        Column(t.text("Day")),
        Column(t.text("Part")),
        Column(t.text("Whom"), gives=True),
        Column(t.text("Why now, and what to do"), folds=True),
        Column(t.text("Minutes"), right=True),
    )
    rows = [
        (
            str(number),
            weekday(line.day, t, short=True),
            part_name(line.occasion.part, t),
            cell(_whom(line, session)),
            cell(told(line)),
            str(line.occasion.minutes),
        )
        for number, line in sorted(enumerate(lines, 1), key=lambda one: one[1].day)
    ]
    show_table(session.out, columns, rows)


def _whom(line: "AgendaLine", session: Session) -> str:
    from kreds.i18n.agenda_words import occasion_name
    from kreds.i18n.week_words import joined

    names = [one.name or session.t.text("(no name)") for one in (line.relation, line.other) if one]
    return joined(names, session.t) if names else occasion_name(line.occasion.kind, session.t)


def _show_cadence(session: Session, reader: "Reader", person: int) -> None:
    found = reader.agenda_of(person)
    if found is None:
        raise UsageError("REVIEW-NOBODY")
    name = reader.name_of(person)
    if session.as_json:
        due = found.due.isoformat() if found.due else None
        shape = {"id": found.tie.id, "name": name, "days": found.days, "said": found.said, "due": due}
        print_json({**shape, "rests": found.rests})
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say
    from kreds.i18n.week_words import cadence_words, how_often, rests_words

    t = session.t
    say(session.out, printable(f"{name or t.text('(no name)')}: {how_often(found.days, t)}."))
    say(session.out, *cadence_words(found.tie, found.days, found.plan, t))
    if found.due:
        say(session.out, t.text("The next contact is due on %(day)s.", day=found.due))
    if found.rests:
        say(session.out, rests_words(found.tie, t))
