"""``kreds ask`` and ``kreds learn``: whom to ask about, and what the person's own levels teach."""

from typing import Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import open_network, print_json
from kreds.errors import UsageError


def ask(
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="How many at most.")] = 5,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The relations whose level teaches Kreds most: say what they are with ``kreds judge``."""
    session = open_network(store, language, as_json=as_json)
    from kreds.services.learn_from_person import how_sure, whom_to_ask_next

    asked = whom_to_ask_next(session.app.store, count=limit)
    if as_json:
        from kreds.services.json_shapes import questions_shape

        print_json(questions_shape(asked))
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, heading, level_text, say, show_table, steps

    t, out = session.t, session.out
    said, sure = how_sure(session.app.store)
    heading(out, t.text("Questions"))
    rows = [
        (
            cell(printable(one.relation.name) or one.relation.id),
            cell(", ".join(part for part in (one.relation.title, one.relation.company) if part), "dim"),
            level_text(out, t, one.relation.level),
            cell(one.relation.id, "dim"),
        )
        for one in asked
    ]
    show_table(out, (Column(folds=True), Column(folds=True), Column(), Column()), rows)
    if sure:
        say(
            out,
            t.text("Kreds expects to be right about %(share)s of your relations.", share=t.percent(sure)),
            t.plural("You have said the level of %(n)s.", "You have said the level of %(n)s.", said),
        )
    if asked:
        steps(
            out,
            t.text("What you can do now"),
            [
                (session.command(f"judge {asked[0].relation.id} --level average"), t.text("answer")),
                (session.command("learn"), t.text("see what your answers teach")),
            ],
        )


def learn(
    *,
    on: Annotated[bool, typer.Option("--on", help="Judge everybody by what your levels teach.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Judge as if nothing had been learned.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What your own levels teach Kreds. Without options it is only shown."""
    if on and forget:
        raise UsageError("CHOICES-CLASH", one="--on", other="--forget")
    session = open_network(store, language, as_json=as_json)
    from kreds.services import learn_from_person

    app, t = session.app, session.t
    if on:
        learn_from_person.take_on(app.store, at=app.now())
    elif forget:
        learn_from_person.forget(app.store, at=app.now())
    found = learn_from_person.what_was_learned(app.store)
    if as_json:
        from kreds.services.json_shapes import lessons_shape

        print_json(lessons_shape(found, t.phrase))
        return
    from kreds.cli.terminal import heading, indented, say

    heading(session.out, t.text("What Kreds has learned from you"))
    small = t.text("Many small differences, none of them worth a word.")
    if found.is_on:
        say(session.out, t.text("Your relations are judged by this now:"))
        for told in [t.phrase(one) for one in found.standing] or [small]:
            indented(session.out, told)
    elif not found.said:
        say(session.out, t.text("Nothing yet. Say the level of a few relations, here or on their own pages."))
    elif not found.is_new:
        say(session.out, t.text("What you have said agrees with how Kreds judges already, or is too little to tell."))
    if found.is_new:
        say(session.out, t.text("From all that you have said by now:"))
        for told in [t.phrase(one) for one in found.fresh] or [small]:
            indented(session.out, told)
        changed = t.plural(
            "%(n)s relation would change its level.", "%(n)s relations would change their level.", found.changed
        )
        say(session.out, changed, session.command("learn --on"))
