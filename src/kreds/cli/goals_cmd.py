"""``kreds goals``: what you want on LinkedIn: see it, state it, compare, choose what counts, give it up."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, open_session, print_json
from kreds.errors import UsageError
from kreds.model.goal import Audience, Goal, GoalKind, Target

if TYPE_CHECKING:
    from kreds.services.state_goal import Goals

_ACTIONS = ("set", "use", "give-up", "compare", "history")

_Weight = Annotated[float | None, typer.Option(metavar="WEIGHT", help="How much of this starting point.", min=0)]
_Words = list[str] | None


def goals(
    action: Annotated[
        str, typer.Argument(metavar="[set|use|give-up|compare|history]", help="What to do; without it, see them.")
    ] = "",
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The goal, by its name or id.")] = "",
    *,
    sell: _Weight = None,
    job: _Weight = None,
    recruit: _Weight = None,
    expert: _Weight = None,
    partners: _Weight = None,
    lead: _Weight = None,
    target: Annotated[
        _Words,
        typer.Option("--target", metavar="GROUP=20%[,50]", help="How large a group should be; its people at least."),
    ] = None,
    function: Annotated[_Words, typer.Option("--function", metavar="WORK", help="With whom to talk: sales.")] = None,
    seniority: Annotated[_Words, typer.Option("--seniority", metavar="RUNG", help="How far up: director.")] = None,
    industry: Annotated[_Words, typer.Option("--industry", metavar="WORDS", help="In which industry.")] = None,
    place: Annotated[_Words, typer.Option("--place", metavar="WORDS", help="Where they work.")] = None,
    company: Annotated[_Words, typer.Option("--company", metavar="NAME", help="A company you want in.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What you want with your network: your goals, side by side, and the one that counts."""
    given = {"sell": sell, "job": job, "recruit": recruit, "expert": expert, "partners": partners, "lead": lead}
    weights = {GoalKind(kind): weight for kind, weight in given.items() if weight is not None}
    targets = tuple(map(_target, target or ()))
    audience = Audience(
        tuple(function or ()), tuple(seniority or ()), tuple(industry or ()), tuple(place or ()), tuple(company or ())
    )
    _check(action, name, says_something=bool(weights or targets or audience != Audience()))
    # A goal comes first (guide G1.1): it may be stated before anything has been imported.
    session = (open_session if action == "set" else open_network)(store, language, as_json=as_json)
    if action == "set":
        _state(session, name, weights, targets, audience)
    elif action == "use":
        _use(session, name)
    elif action == "give-up":
        _give_up(session, name)
    _tell(session, action, as_json=as_json)


def _check(action: str, name: str, *, says_something: bool) -> None:
    if action not in ("", *_ACTIONS):
        raise UsageError("CHOICE", name="goals", value=action, choices=", ".join(_ACTIONS))
    needs_name = action in ("set", "use", "give-up")
    if needs_name and not name:
        raise UsageError("CHOICE-MISSING", choices=f"kreds goals {action} NAME")
    if name and not needs_name:
        raise UsageError("CHOICES-CLASH", one=f"goals {action}".strip(), other=name)
    if says_something and action != "set":
        raise UsageError("CHOICE-MISSING", choices="kreds goals set NAME")


def _target(text: str) -> Target:
    """What ``current_customer=20%``, ``press=,10`` or ``press=5%,10`` says."""
    segment, _, wanted = text.partition("=")
    share, _, number = wanted.partition(",")
    try:
        per_cent = float(share.strip().removesuffix("%") or 0)
        people = int(number) if number.strip() else None
    except ValueError:
        raise UsageError("CHOICE", name="--target", value=text, choices="current_customer=20%, press=5%,10") from None
    return Target(segment.strip(), per_cent / 100, people)


def _state(
    session: Session, name: str, weights: dict[GoalKind, float], targets: tuple[Target, ...], audience: Audience
) -> None:
    """A goal that is there already is changed: what is not named stays."""
    from kreds.services.state_goal import find_goal, mixed_goal, state_goal, stated_goals

    store = session.app.store
    known = {goal.name.casefold() for goal in stated_goals(store).all} | {goal.id for goal in stated_goals(store).all}
    before = find_goal(store, name) if name.casefold() in known else None
    if weights or before is None:
        goal = mixed_goal(before.name if before else name, weights, goal_id=before.id if before else "")
        if before:
            goal = replace(goal, audience=before.audience)
    else:
        goal = before
    goal = replace(goal, targets=_with(goal, targets), audience=_added(goal.audience, audience))
    state_goal(store, goal, at=session.app.now(), choose=before is None)


def _with(goal: Goal, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """The goal's targets with these in their place; new ones come last, those of nothing go."""
    said = {one.segment: one for one in targets}
    changed = [said.pop(str(one.segment), one) for one in goal.targets]
    return tuple(one for one in (*changed, *said.values()) if one.share or one.number)


def _added(before: Audience, said: Audience) -> Audience:
    """What is said of a criterion stands in place of what was."""
    names = ("functions", "seniorities", "industries", "places", "companies")
    return Audience(**{name: getattr(said, name) or getattr(before, name) for name in names})


def _use(session: Session, name: str) -> None:
    from kreds.services.state_goal import choose_goal

    choose_goal(session.app.store, name, at=session.app.now())


def _give_up(session: Session, name: str) -> None:
    from kreds.services.state_goal import give_up_goal

    give_up_goal(session.app.store, name, at=session.app.now())


def _tell(session: Session, action: str, *, as_json: bool) -> None:
    from kreds.services.state_goal import goal_history, stated_goals

    found = stated_goals(session.app.store)
    if as_json:
        from kreds.services.composition_shapes import gap_shape, goals_shape

        shape = goals_shape(found, goal_history(session.app.store))
        if action == "compare":
            from kreds.services.read_composition import composition

            network = composition(session.app.store)
            shape["compare"] = {goal.id: list(map(gap_shape, network.gaps(goal))) for goal in found.all}
        print_json(shape)
        return
    _show(session, found, action)


def _show(session: Session, found: "Goals", action: str) -> None:
    from kreds.cli.terminal import say, steps

    t, out = session.t, session.out
    if not found.all:
        say(out, t.text("You have not stated a goal yet."))
        command = session.command("goals set Customers --sell 1")
        steps(out, t.text("What you can do now"), [(command, t.text("say what you want with your network"))])
        return
    if action == "history":
        _show_history(session)
    elif action == "compare":
        _show_compared(session, found)
    else:
        _show_goals(session, found)
    if action in ("set", "use", "give-up"):
        say(out, t.text("Undo: %(command)s", command=session.command("judge --undo")))


def _show_goals(session: Session, found: "Goals") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, heading, show_table
    from kreds.i18n.goal_words import segment_of_many

    t, out = session.t, session.out
    for goal in found.all:
        counts = f" ({t.text('counts now')})" if goal == found.active else ""
        heading(out, printable(goal.name) + counts)
        rows = [
            (
                cell(segment_of_many(one.segment, t)),
                t.percent(one.share) if one.share else "",
                t.text("at least %(n)s", n=one.number) if one.number else "",
            )
            for one in goal.targets
        ]
        show_table(out, (Column(gives=True), Column(right=True), Column(right=True)), rows)


def _show_compared(session: Session, found: "Goals") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import heading, indented
    from kreds.services.read_composition import composition
    from kreds.web.composition_words import headline

    network = composition(session.app.store)
    for goal in found.all:
        heading(session.out, printable(goal.name))
        indented(session.out, printable(headline(network, goal, session.t)))


def _show_history(session: Session) -> None:
    from kreds.cli.terminal import Column, cell, show_table
    from kreds.services.state_goal import goal_history

    t = session.t
    rows = [
        (cell(one.goal.name), t.short_day(one.since), t.short_day(one.until) if one.until else t.text("now"))
        for one in goal_history(session.app.store)
    ]
    columns = (Column(t.text("Goal"), gives=True), Column(t.text("From")), Column(t.text("Until")))
    show_table(session.out, columns, rows)
