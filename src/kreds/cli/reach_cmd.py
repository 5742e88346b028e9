"""``kreds reach``: how far a post carries, what a change of the network does to it, who carries it, the best plan."""

from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.reach.plan import Effort
    from kreds.reach.what_if import Comparison
    from kreds.services.forecast_reach import Reach, Setting
    from kreds.services.reach_steps import Wish

_Words = list[str] | None
_LetGo = Annotated[
    _Words,
    typer.Option(
        "--let-go", metavar="WHO", help="What if: let go of list|proposed|worthless, or of WHO; may be given again.",
        show_default=False,
    ),
]  # fmt: skip
_Wake = Annotated[
    _Words,
    typer.Option("--wake", metavar="WHO", help="What if: wake quiet (the strong ones), or WHO.", show_default=False),
]
_Invite = Annotated[
    int, typer.Option("--invite", metavar="N", help="What if: N new relations of the group your goal lacks most.")
]
_Comments = Annotated[bool, typer.Option("--ask-for-comments", help="What if the post asks for comments.")]
_Better = Annotated[bool, typer.Option("--better-day", help="What if it comes at a better time (assumed).")]
_Day = Annotated[
    str, typer.Option("--day", metavar="DAY", help="What if it comes on a monday ... sunday, by your own posts.")
]
_Plan = Annotated[
    str,
    typer.Option(
        "--plan", metavar="NAME=N,...", help="The best set of steps: removals=5,wakes=5,invitations=5,weeks=4."
    ),
]
_People = Annotated[bool, typer.Option("--people", help="Who carries your posts most, and who stops them.")]
_Moves = Annotated[bool, typer.Option("--moves", help="Which assumption moves the chance most.")]
_Assume = Annotated[
    _Words,
    typer.Option(
        "--assume", metavar="NAME=VALUE", help="Another assumption: sample_share=0.1; may be given again.",
        show_default=False,
    ),
]  # fmt: skip
_Quality = Annotated[
    float, typer.Option("--quality", metavar="X", help="How good the post is: 0.4 is half as many reactions again.")
]
_Topic = Annotated[
    str,
    typer.Option("--topic", metavar="WORDS", help="What the post is about; by default what you usually write about."),
]
_SETS_IN_DANISH = {"liste": "list", "listen": "list", "foreslåede": "proposed", "værdiløse": "worthless"}
_DAYS_IN_DANISH = {
    "mandag": "monday", "tirsdag": "tuesday", "onsdag": "wednesday", "torsdag": "thursday", "fredag": "friday",
    "lørdag": "saturday", "søndag": "sunday",
}  # fmt: skip
_EFFORT = {"removals": 5, "wakes": 5, "invitations": 5, "weeks": 4}


def reach(
    *,
    let_go: _LetGo = None,
    wake: _Wake = None,
    invite: _Invite = 0,
    ask_for_comments: _Comments = False,
    better_day: _Better = False,
    day: _Day = "",
    plan: _Plan = "",
    people: _People = False,
    moves: _Moves = False,
    assume: _Assume = None,
    quality: _Quality = 0.0,
    topic: _Topic = "",
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """How far a post of yours carries, by a model: the tasting, what each change does, and what is only assumed."""
    from kreds.services.forecast_reach import Setting
    from kreds.services.reach_steps import Wish, weekday_called

    setting = Setting({name: _number(name, text) for name, text in _pairs(assume or ())}, quality, topic)
    going = tuple(_SETS_IN_DANISH.get(who.lower(), who) for who in let_go or ())
    weekday = weekday_called(_DAYS_IN_DANISH.get(day.lower(), day))
    wish = Wish(going, tuple(wake or ()), invite, ask_for_comments, better_day, weekday)
    effort = _effort(plan) if plan else None
    asked = [
        name
        for name, on in (("--plan", plan), ("--people", people), ("--moves", moves), ("what if", not wish.is_empty))
        if on
    ]
    if topic and (people or moves):
        asked.insert(0, "--topic")
    if len(asked) > 1:
        raise UsageError("CHOICES-CLASH", one=asked[0], other=asked[1])
    session = open_network(store, language, as_json=as_json)
    if effort:
        _show_plan(session, effort, setting)
    elif people:
        _show_people(session, incognito=incognito)
    elif moves:
        _show_moves(session)
    elif not wish.is_empty:
        _show_what_if(session, wish, setting)
    else:
        _show(session, setting)


def _pairs(words: "list[str] | tuple[str, ...]") -> list[tuple[str, str]]:
    found = []
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise UsageError("CHOICE", name="--assume", value=word, choices="sample_share=0.1, …")
        found.append((name.strip(), value.strip()))
    return found


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError("CHOICE", name=name, value=text, choices="0.1, …") from None


def _effort(text: str) -> "Effort":
    from kreds.reach.plan import Effort

    asked = dict(_EFFORT)
    for name, value in _pairs(tuple(text.split(","))):
        if name not in asked or not (value.isascii() and value.isdecimal() and len(value) < 5):
            raise UsageError(
                "CHOICE", name="--plan", value=f"{name}={value}", choices=", ".join(f"{one}=N" for one in asked)
            )
        asked[name] = int(value)
    return Effort(**asked)


def _show(session: Session, setting: "Setting") -> None:
    from kreds.services.forecast_reach import calibrated, doubt
    from kreds.services.forecast_reach import reach as read

    store = session.app.store
    found = read(store, setting)
    if session.as_json:
        from kreds.services.reach_shapes import reach_shape

        print_json(reach_shape(found, doubt(store), calibrated(store), session.t.phrase))
        return
    _tell(session, found)


def _tell(session: Session, found: "Reach") -> None:
    from kreds.cli.terminal import Column, cell, heading, say, show_table, steps
    from kreds.i18n.tasting_words import (
        WORTH_TELLING,
        calibration,
        headline,
        honest,
        lead,
        limits,
        range_of_chance,
        range_of_posts,
        why_chance,
        why_views,
    )
    from kreds.i18n.topic_words import course_told, leanings_told, topic_told
    from kreds.services.forecast_reach import calibrated, doubt

    t, out, store = session.t, session.out, session.app.store
    say(out, headline(found, t), lead(found, t))
    if not found.relations:
        return
    say(out, honest(t), *limits(found, t), *([topic_told(found, t)] if found.topic or found.usual.fields else []))
    low, _, high = found.views
    ranges = (range_of_chance(doubt(store), t), range_of_posts(low, high, t))
    heading(out, f"{t.text('Chance that it goes on')}: {t.percent(found.outlook.chance)}")
    say(out, ranges[0] if not (found.changed or found.quality or found.topic) else "", why_chance(found, t))
    heading(out, f"{t.text('Views')}: {t.number(found.outlook.views)}")
    say(out, ranges[1], why_views(found, t))
    if found.goes_on >= WORTH_TELLING:
        say(out, course_told(found, t))
    if found.goal:
        heading(out, f"{t.text('Relevant views')}: {t.number(found.outlook.relevant)}")
        low, _, high = found.relevant
        say(out, range_of_posts(low, high, t))
    columns = (
        Column(t.text("Expected")),
        *(
            Column(text, right=True)
            for text in (t.text("Relations"), t.text("See it first"), t.text("React there"), t.text("See it at all"))
        ),
    )
    rows = [
        [
            cell(t.level_of_many(one.level)),
            *(cell(t.number(value, decimals=1)) for value in (one.relations, one.sampled, one.tasted, one.seen)),
        ]
        for one in found.levels
    ]
    show_table(out, columns, rows)
    _tell_stages(session, found)
    say(out, calibration(calibrated(store), t))
    say(out, *(f"{name}: {times} ({why})." for name, times, why in leanings_told(found.leanings, t)))
    ways = [
        (session.command("reach --let-go worthless"), t.text("see what letting go would do")),
        (session.command("reach --people"), t.text("see who carries your posts")),
        (session.command("reach --moves"), t.text("see which assumption counts most")),
    ]
    steps(out, t.text("What you can do now"), ways)


def _tell_stages(session: Session, found: "Reach") -> None:
    from kreds.cli.terminal import Column, cell, heading, show_table

    t, told = session.t, found.outlook
    heading(session.out, t.text("Stage by stage"))
    columns = (
        Column(t.text("Stage", context="post")),
        *(
            Column(text, right=True)
            for text in (t.text("Posts that get so far"), t.text("See it then"), t.text("Beyond your network"))
        ),
    )
    rows = [[t.text("The tasting"), t.percent(1.0), t.number(told.sampled, decimals=1), "0"]]
    rows += [
        [
            t.text("Part %(n)s of the others", n=place),
            *(t.percent(one.chance), t.number(one.first, decimals=1), t.number(one.second, decimals=1)),
        ]
        for place, one in enumerate(told.stages, 1)
    ]
    show_table(session.out, columns, [[cell(one) for one in row] for row in rows])


def _show_what_if(session: Session, wish: "Wish", setting: "Setting") -> None:
    from kreds.services.forecast_reach import what_if

    found = what_if(session.app.store, wish, setting, today=session.app.today())
    if session.as_json:
        from kreds.services.reach_shapes import comparison_shape

        print_json(comparison_shape(found))
        return
    from kreds.services.reach_network import ground
    from kreds.services.reach_steps import steps
    from kreds.web.what_if_table import posts_of_day

    store = session.app.store
    can = steps(store, ground(store), today=session.app.today())
    _tell_comparison(session, found, posts_of_day(can, wish))


def _tell_comparison(session: Session, found: "Comparison", day_posts: int = 0) -> None:
    from kreds.cli.terminal import Column, cell, say, show_table
    from kreds.i18n.tasting_words import honest, verdict
    from kreds.services.reach_network import ground
    from kreds.web.what_if_table import rows_of

    t, out = session.t, session.out
    has_goal = ground(session.app.store).goal is not None
    say(out, verdict(found, t, has_goal=has_goal, day_posts=day_posts))
    columns = (
        Column(t.text("Figure")),
        Column(t.text("Before", context="change"), right=True),
        Column(t.text("After", context="change"), right=True),
        Column(t.text("Difference"), right=True),
        Column(t.text("How sure")),
    )
    rows = [
        [cell(row.name), cell(row.before), cell(row.after), cell(row.by), cell(f"{row.range}, {row.sure}")]
        for row in rows_of(found, t, has_goal=has_goal)
    ]
    show_table(out, columns, rows)
    say(out, honest(t))


def _show_people(session: Session, *, incognito: bool) -> None:
    from kreds.services.forecast_reach import influences
    from kreds.services.reader import Reader

    found = influences(session.app.store)
    reader = Reader(session.app.store, incognito=incognito, today=session.app.today())
    named = reader.relations_of([one.person for one in (*found.carry, *found.stop)])
    if session.as_json:
        from kreds.services.reach_shapes import influences_shape

        print_json(influences_shape(found, named))
        return
    from kreds.cli.terminal import Column, cell, heading, say, show_table
    from kreds.i18n.tasting_words import honest, points, small

    t, out = session.t, session.out
    for title, parts in ((t.text("They carry most"), found.carry), (t.text("They stop most"), found.stop)):
        heading(out, title)
        if not parts:
            say(out, t.text("Nobody."))
            continue
        columns = (
            Column(t.text("Name")),
            Column(t.text("Chance that it goes on"), right=True),
            Column(t.text("Views"), right=True),
        )
        rows = [
            [cell(named[one.person].name or t.text("No name")), cell(points(one.chance, t)), cell(small(one.views, t))]
            for one in parts
            if one.person in named
        ]
        show_table(out, columns, rows)
    say(out, honest(t))


def _show_moves(session: Session) -> None:
    from kreds.services.forecast_reach import most_moving, reach
    from kreds.services.reach_learned import standing_of

    found = most_moving(session.app.store)
    if session.as_json:
        from kreds.services.reach_shapes import tornado_shape

        print_json(tornado_shape(found))
        return
    from kreds.cli.terminal import Column, cell, say, show_table
    from kreds.i18n.tasting_words import moves_most, standing, value_of
    from kreds.reach.assumptions import ASSUMPTIONS

    t, out = session.t, session.out
    say(out, moves_most(found, t))
    columns = (
        Column(t.text("Assumption")),
        Column(t.text("Plausible")),
        Column(t.text("Chance that it goes on")),
        Column(t.text("On whose word")),
    )
    rows, known_of = [], reach(session.app.store).learned
    for one in found.bars:
        known = ASSUMPTIONS[one.name]
        between = t.text(
            "%(low)s to %(high)s", low=value_of(one.name, known.low, t), high=value_of(one.name, known.high, t)
        )
        moved = t.text("%(low)s to %(high)s", low=t.percent(one.low), high=t.percent(one.high))
        rows.append(
            [cell(t.phrase(known.name)), cell(between), cell(moved), cell(standing(standing_of(one.name, known_of), t))]
        )
    show_table(out, columns, rows)


def _show_plan(session: Session, effort: "Effort", setting: "Setting") -> None:
    from kreds.services.forecast_reach import plan

    found = plan(session.app.store, effort, setting, today=session.app.today())
    if session.as_json:
        from kreds.services.reach_shapes import plan_shape

        print_json(plan_shape(found))
        return
    from kreds.cli.terminal import heading, say
    from kreds.i18n.goal_words import segment_in_sentence
    from kreds.services.reach_network import ground
    from kreds.services.reach_steps import steps
    from kreds.web.what_if_table import plan_card

    t, out = session.t, session.out
    known = ground(session.app.store)
    group = segment_in_sentence(known.gap.segment, t) if known.gap else ""
    can = steps(session.app.store, known, today=session.app.today())
    card = plan_card(found, effort, can, group, t, has_goal=known.goal is not None)
    heading(out, t.text("The best plan for your effort"))
    if not card.steps:
        say(out, t.text("No set of these steps does better than doing nothing."), *card.nobody)
        return
    say(out, *(f"{number}. {text}" for number, (text, _) in enumerate(card.steps, 1)), *card.nobody)
    _tell_comparison(session, found.comparison)
    say(out, card.warning)
