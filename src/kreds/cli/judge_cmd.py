"""``kreds judge``: the person overrules a level, takes it back, or undoes the last decision."""

from enum import StrEnum
from typing import Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError
from kreds.model.level import Level
from kreds.model.relation import Relation


class GivenLevel(StrEnum):
    """What a person can say; "too little is known" is for Kreds alone."""

    STRONG = Level.STRONG.value
    AVERAGE = Level.AVERAGE.value
    WORTHLESS = Level.WORTHLESS.value


def judge(
    *,
    who: Annotated[
        str | None,
        typer.Argument(metavar="WHO", help="A profile address, its last part, an id, or a name.", show_default=False),
    ] = None,
    level: Annotated[
        GivenLevel | None,
        typer.Option("--level", metavar="strong|average|worthless", help="What the relation is.", show_default=False),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Let Kreds judge again.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take your last decision back.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Say yourself what a relation is. Your word stands above Kreds's, over every later import."""
    _check(who, level, clear=clear, undo=undo)
    session = open_network(store, language, as_json=as_json)
    if undo:
        _undo(session)
        return
    from kreds.services.judge_relations import overrule_level

    relation = overrule_level(
        session.app.store, str(who), None if level is None else Level(level.value), at=session.app.now()
    )
    if as_json:
        from kreds.services.json_shapes import relation_shape

        print_json(relation_shape(relation))
        return
    _say(session, relation)


def _check(who: str | None, level: GivenLevel | None, *, clear: bool, undo: bool) -> None:
    chosen = [name for name, given in (("--level", level), ("--clear", clear), ("--undo", undo)) if given]
    if len(chosen) > 1:
        raise UsageError("CHOICES-CLASH", one=chosen[0], other=chosen[1])
    if undo and who:
        raise UsageError("CHOICES-CLASH", one="WHO", other="--undo")
    if not chosen:
        raise UsageError("CHOICE-MISSING", choices="--level, --clear, --undo")
    if not undo and not who:
        raise UsageError("WHO-MISSING")


def _undo(session: Session) -> None:
    from kreds.services.judge_relations import undo

    taken_back = undo(session.app.store, at=session.app.now())
    if session.as_json:
        shape = None
        if taken_back:
            shape = {"id": taken_back.id, "kind": taken_back.kind.value, "value": dict(taken_back.value)}
        print_json({"undone": shape})
        return
    from kreds.cli.terminal import say

    t = session.t
    say(session.out, t.text("Your last decision is taken back.") if taken_back else t.text("There is nothing to undo."))


def _say(session: Session, relation: Relation) -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say

    t = session.t
    name = printable(relation.name) or relation.id
    if relation.overruled:
        line = t.text(
            "Your relation to %(name)s is %(level)s, because you say so.", name=name, level=t.level(relation.level)
        )
    else:
        line = t.text(
            "Kreds judges your relation to %(name)s again: %(level)s.", name=name, level=t.level(relation.level)
        )
    say(session.out, line, t.text("Undo: %(command)s", command=session.command("judge --undo")))
