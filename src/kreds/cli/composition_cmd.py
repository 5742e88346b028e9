"""``kreds composition``: what the network is made of, beside the goal."""

from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.model.goal import Goal
    from kreds.services.read_composition import Composition, Weighing

_WEIGHINGS = ("all", "strength", "strong")


def composition(
    *,
    weigh: Annotated[
        str,
        typer.Option("--weigh", metavar="all|strength|strong", help="How much a relation counts in what is shown."),
    ] = "all",
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What your network is made of: groups beside your goal, and what they work with."""
    if weigh not in _WEIGHINGS:
        raise UsageError("CHOICE", name="--weigh", value=weigh, choices=", ".join(_WEIGHINGS))
    session = open_network(store, language, as_json=as_json)
    from kreds.services.read_audience import reached
    from kreds.services.read_composition import Weighing
    from kreds.services.read_composition import composition as read
    from kreds.services.state_goal import stated_goals

    found, goal = read(session.app.store), stated_goals(session.app.store).active
    if as_json:
        from kreds.services.composition_shapes import composition_shape

        print_json(composition_shape(found, goal, reached(session.app.store, goal.audience) if goal else None))
        return
    _show(session, found, goal, Weighing(weigh))


def _show(session: Session, found: "Composition", goal: "Goal | None", weighing: "Weighing") -> None:
    from kreds.cli.terminal import say, steps
    from kreds.web.composition_words import doubt, headline

    t, out = session.t, session.out
    say(out, headline(found, goal, t))
    if found.all.people:
        say(out, doubt(found, t))
        _show_groups(session, found, goal, weighing)
        _show_parts(session, found, weighing)
    if goal is None:
        command = session.command("goals set Customers --sell 1")
        steps(out, t.text("What you can do now"), [(command, t.text("say what you want with your network"))])


def _show_groups(session: Session, found: "Composition", goal: "Goal | None", weighing: "Weighing") -> None:
    from kreds.cli.terminal import Column, bar, cell, heading, show_table
    from kreds.i18n.goal_words import segment_of_many

    t, out = session.t, session.out
    heading(out, t.text("Composition against your goal") if goal else t.text("Who they are to you"))
    gaps = {one.segment: one for one in found.gaps(goal, weighing)}
    rows = []
    for group in found.ordered(goal):
        count, gap = group.counts[weighing], gaps.get(group.segment)
        want = t.percent(gap.want / count.most) if gap and count.most else ""
        between = f"{t.percent(count.low)}–{t.percent(count.high)}" if count.variance else ""
        rows.append(
            (
                cell(segment_of_many(group.segment, t)),
                bar(out, count.share, width=20),
                t.percent(count.share),
                between,
                want,
            )
        )
    unknown = found.unknown.of(weighing) / (found.all.of(weighing) or 1)
    rows.append((cell(segment_of_many("", t)), bar(out, unknown, width=20), t.percent(unknown), "", ""))
    columns = (
        Column(t.text("Group"), gives=True),
        Column(),
        Column(t.text("Share"), right=True),
        Column(t.text("In nine of ten cases"), right=True),
        Column(t.text("Goal"), right=True),
    )
    show_table(out, columns, rows)


def _show_parts(session: Session, found: "Composition", weighing: "Weighing") -> None:
    from kreds.cli.terminal import Column, cell, heading, show_table
    from kreds.i18n.goal_words import dimension_title, dimension_value

    t, out = session.t, session.out
    total = found.all.of(weighing) or 1
    for dimension, parts in found.parts.items():
        if not any(one.value for one in parts):
            continue
        heading(out, dimension_title(dimension.value, t))
        rows = [
            (
                cell(t.text("All others") if one.is_rest else dimension_value(dimension.value, one.value, t)),
                t.number(one.weights.people),
                t.percent(one.weights.of(weighing) / total),
            )
            for one in parts
        ]
        show_table(out, (Column(gives=True), Column(right=True), Column(right=True)), rows)
