"""``kreds judge``: the person overrules a level, takes it back, or undoes the last decision."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError
from kreds.model.criteria import Fact
from kreds.model.level import Level
from kreds.model.relation import Relation


class GivenLevel(StrEnum):
    """What a person can say; "too little is known" is for Kreds alone."""

    STRONG = Level.STRONG.value
    AVERAGE = Level.AVERAGE.value
    WORTHLESS = Level.WORTHLESS.value


_AnswerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        metavar="knows|met|business|helps|related|reacts=yes|no|unsaid",
        help="Say what no file holds.",
        show_default=False,
    ),
]
_GroupOption = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="GROUP=yes|no|unsaid",
        help="Say whether they are in a group, as in current_customer=yes or own:Mentors=yes.",
        show_default=False,
    ),
]


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
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Put a tag on.", show_default=False)
    ] = None,
    untag: Annotated[
        list[str] | None, typer.Option("--untag", metavar="TAG", help="Take a tag off.", show_default=False)
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="Keep a note; an empty one takes it away.", show_default=False),
    ] = None,
    answer: _AnswerOption = None,
    group: _GroupOption = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take your last decision back.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Say yourself what a relation is, put tags on it, keep a note. It stands over every later import."""
    labels = tag or untag or note is not None
    answers = tuple(map(_read_answer, answer or ()))
    groups = tuple(map(_read_group, group or ()))
    _check(who, level, clear=clear, undo=undo, labels=bool(labels or answers or groups))
    session = open_network(store, language, as_json=as_json)
    if undo:
        _undo(session)
        return
    relation = _label(session, str(who), tag or (), untag or (), note) if labels else None
    if answers:
        relation = _answer(session, str(who), answers)
    if groups:
        relation = _say_groups(session, str(who), groups)
    if level or clear:
        from kreds.services.judge_relations import overrule_level

        said = None if level is None else Level(level.value)
        relation = overrule_level(session.app.store, str(who), said, at=session.app.now())
    assert relation is not None
    if as_json:
        from kreds.services.json_shapes import relation_shape

        print_json(relation_shape(relation))
        return
    said_at_once = [*(tag or ()), *(untag or ()), *answers, *groups]
    _say(session, relation, times=len(said_at_once) + (note is not None) + bool(level or clear))


def _read_answer(text: str) -> tuple[Fact, bool | None]:
    name, _, value = text.partition("=")
    facts = {fact.value: fact for fact in Fact}
    answers = {"yes": True, "no": False, "unsaid": None}
    if name not in facts or value not in answers:
        choices = ", ".join(f"{fact}=yes|no|unsaid" for fact in facts)
        raise UsageError("CHOICE", name="--answer", value=text, choices=choices)
    return facts[name], answers[value]


def _answer(session: Session, who: str, answers: Sequence[tuple[Fact, bool | None]]) -> Relation:
    from kreds.services.answer_questions import answer
    from kreds.services.find_person import resolve_who
    from kreds.services.read_network import show_relation

    store = session.app.store
    person = resolve_who(store, who)
    for fact, yes in answers:
        answer(store, [person], [fact], yes, at=session.app.now())
    return show_relation(store, f"{person:013x}").relation


def _read_group(text: str) -> tuple[str, bool | None]:
    name, _, value = text.rpartition("=")
    answers = {"yes": True, "no": False, "unsaid": None}
    if not name or value not in answers:
        raise UsageError("CHOICE", name="--group", value=text, choices="GROUP=yes|no|unsaid")
    return name, answers[value]


def _say_groups(session: Session, who: str, groups: Sequence[tuple[str, bool | None]]) -> Relation:
    from kreds.services.find_person import resolve_who
    from kreds.services.read_network import show_relation
    from kreds.services.say_groups import known_group, say_group

    store = session.app.store
    person = resolve_who(store, who)
    wanted = [(known_group(name), yes) for name, yes in groups]
    for name, yes in wanted:
        say_group(store, [person], name, yes, at=session.app.now())
    return show_relation(store, f"{person:013x}").relation


def _label(session: Session, who: str, on: Sequence[str], off: Sequence[str], note: str | None) -> Relation:
    from kreds.services.find_person import resolve_who
    from kreds.services.label_relations import tag_relations, write_note
    from kreds.services.read_network import show_relation

    store, at = session.app.store, session.app.now()
    person = resolve_who(store, who)
    for tag in on:
        tag_relations(store, [person], tag, on=True, at=at)
    for tag in off:
        tag_relations(store, [person], tag, on=False, at=at)
    if note is not None:
        write_note(store, who, note, at=at)
    return show_relation(store, f"{person:013x}").relation


def _check(who: str | None, level: GivenLevel | None, *, clear: bool, undo: bool, labels: bool) -> None:
    chosen = [name for name, given in (("--level", level), ("--clear", clear), ("--undo", undo)) if given]
    if len(chosen) > 1:
        raise UsageError("CHOICES-CLASH", one=chosen[0], other=chosen[1])
    if undo and who:
        raise UsageError("CHOICES-CLASH", one="WHO", other="--undo")
    if undo and labels:
        raise UsageError("CHOICES-CLASH", one="--undo", other="--tag")
    if not chosen and not labels:
        raise UsageError(
            "CHOICE-MISSING", choices="--level, --clear, --tag, --untag, --note, --answer, --group, --undo"
        )
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


def _say(session: Session, relation: Relation, *, times: int) -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say
    from kreds.i18n.group_words import group_name

    t = session.t
    name = printable(relation.name) or relation.id
    labels = [t.text("Tags: %(tags)s", tags=", ".join(map(printable, relation.tags)))] if relation.tags else []
    labels += [t.text("Note: %(note)s", note=printable(relation.note))] if relation.note else []
    groups = ", ".join(printable(group_name(one, t)) for one in relation.segments)
    labels += [t.text("Groups: %(groups)s", groups=groups)] if groups else []
    if relation.overruled:
        line = t.text(
            "Your relation to %(name)s is %(level)s, because you say so.", name=name, level=t.level(relation.level)
        )
    else:
        line = t.text(
            "Kreds judges your relation to %(name)s again: %(level)s.", name=name, level=t.level(relation.level)
        )
    command = session.command("judge --undo")
    once, often = t.text("Undo: %(command)s", command=command), t.text("Undo the last: %(command)s", command=command)
    say(session.out, line, *labels, often if times > 1 else once)
