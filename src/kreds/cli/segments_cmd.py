"""``kreds segments``: the groups of the network; rules for who is in them, what companies are, how titles were read."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.proposed_rules import accept_proposal, dismiss_proposal, list_proposals
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError
from kreds.model.segment import AccountStatus

if TYPE_CHECKING:
    from kreds.composition.titles import TitleCoverage
    from kreds.services.read_groups import Groups, RulePreview

_WAYS = ("rule", "drop", "account", "accept", "dismiss")


def segments(
    *,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[rule GROUP|drop RULE|account COMPANY|accept RULE|dismiss RULE]",
            help="Lay down a rule, take one away, say what a company is, accept or dismiss a rule that is proposed; "
            "without it, the groups are listed.",
            show_default=False,
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="KEY=VALUE",
            help="Whom the rule is about; all must be true: company, title, domain, connected_from, connected_to, "
            "seniority, function, tag.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[bool, typer.Option("--not", help="Whoever meets the rule is not in the group.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what the rule would do.")] = False,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="current|former|potential|partner|supplier|none|unsaid",
            help="What the company is to you.",
            show_default=False,
        ),
    ] = None,
    titles: Annotated[
        bool, typer.Option("--titles", help="How many titles were read, and which words were not.")
    ] = False,
    proposals: Annotated[
        bool, typer.Option("--proposals", help="The rules that Kreds proposes, and whom each would move.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The groups of your network: customers, colleagues and the rest. Rules put people in or keep them out."""
    way, rest = (what[0], " ".join(what[1:])) if what else ("", "")
    if way and (way not in _WAYS or not rest):
        raise UsageError(
            "CHOICE-MISSING", choices="rule GROUP --where …, drop RULE, account COMPANY --status …, accept RULE"
        )
    asked = [name for name in (way, titles and "--titles", proposals and "--proposals") if name]
    if len(asked) > 1:
        raise UsageError("CHOICES-CLASH", one=asked[0], other=asked[1])
    session = open_network(store, language, as_json=as_json)
    if way == "rule":
        _rule(session, rest, _conditions(where or ()), on=not out, preview=preview)
    elif way == "account":
        _account(session, rest, status)
    elif way:
        _OF_RULES[way](session, rest)
    else:
        (list_proposals if proposals else _titles if titles else _list)(session)


def _conditions(where: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in where:
        key, _, value = one.partition("=")
        found[key] = value
    return found


def _rule(session: Session, group: str, where: Mapping[str, str], *, on: bool, preview: bool) -> None:
    from kreds.services.read_groups import preview_rule
    from kreds.services.say_groups import add_rule, checked_rule

    app = session.app
    rule = checked_rule(group, where, on=on)
    found = preview_rule(app.store, rule)
    decided = None if preview else add_rule(app.store, group, where, on=on, at=app.now())
    if session.as_json:
        from kreds.services.json_shapes import relation_shape

        examples = [relation_shape(one) for one in found.examples]
        shape: dict[str, Any] = {"people": found.people, "changed": found.changed, "examples": examples}
        print_json(shape if decided is None else {**shape, "id": decided.id})
        return
    _say_rule(session, found, done=decided is not None)


def _say_rule(session: Session, found: "RulePreview", *, done: bool) -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say

    t = session.t
    lines = [t.plural("The rule is about %(n)s relation.", "The rule is about %(n)s relations.", found.people)]
    if done:
        lines.append(t.plural("%(n)s has changed group.", "%(n)s have changed group.", found.changed))
        lines.append(t.text("Undo: %(command)s", command=session.command("judge --undo")))
    else:
        lines.append(t.plural("%(n)s would change group.", "%(n)s would change group.", found.changed))
    names = [printable(one.name) or one.id for one in found.examples]
    say(session.out, *lines, *([t.text("Among them: %(names)s", names=", ".join(names))] if names and not done else []))


def _drop(session: Session, number: str) -> None:
    from kreds.cli.terminal import say
    from kreds.services.say_groups import drop_rule

    t = session.t
    decided = drop_rule(session.app.store, number, at=session.app.now())
    if session.as_json:
        print_json({"id": decided.id})
        return
    if not decided.id:
        say(session.out, t.text("There is no such rule."))
        return
    say(session.out, t.text("The rule is gone."), t.text("Undo: %(command)s", command=session.command("judge --undo")))


def _account(session: Session, company: str, status: str | None) -> None:
    from kreds.cli.terminal import say
    from kreds.i18n.group_words import status_names
    from kreds.services.say_groups import say_account

    choices: dict[str, AccountStatus | None] = {one.value or "none": one for one in AccountStatus}
    choices["unsaid"] = None
    if status not in choices:
        raise UsageError("CHOICE", name="--status", value=status or "", choices=", ".join(choices))
    said, t = choices[status], session.t
    decided = say_account(session.app.store, company, said, at=session.app.now())
    if session.as_json:
        print_json({"id": decided.id})
        return
    words = t.text("as your lists say") if said is None else status_names(t)[said]
    say(session.out, f"{company}: {words}.", t.text("Undo: %(command)s", command=session.command("judge --undo")))


def _titles(session: Session) -> None:
    from kreds.services.json_shapes import titles_shape
    from kreds.services.read_groups import titles_read

    found = titles_read(session.app.store)
    if session.as_json:
        print_json(titles_shape(found))
        return
    _say_titles(session, found)


def _say_titles(session: Session, found: "TitleCoverage") -> None:
    from rich.text import Text

    from kreds.cli.terminal import Column, cell, heading, say, show_table

    t, out = session.t, session.out
    heading(out, t.text("Titles"))
    share = found.read / found.titles if found.titles else 0.0
    say(
        out,
        t.text(
            "%(read)s of %(all)s titles were read (%(share)s).",
            read=found.read,
            all=found.titles,
            share=t.percent(share),
        ),
    )
    if found.unread_words:
        say(out, "", t.text("Words of the others, the most frequent first:"))
        rows = [[cell(word), Text(t.number(count))] for word, count in found.unread_words]
        show_table(out, (Column(), Column(right=True)), rows)


def _list(session: Session) -> None:
    from kreds.services.json_shapes import groups_shape
    from kreds.services.read_groups import read_groups

    found = read_groups(session.app.store)
    if session.as_json:
        print_json(groups_shape(found))
        return
    _say_groups(session, found)


def _say_groups(session: Session, found: "Groups") -> None:
    from rich.text import Text

    from kreds.cli.terminal import Column, cell, heading, say, show_table
    from kreds.i18n.group_words import group_name, rule_words

    t, out = session.t, session.out
    heading(out, t.text("Groups"))
    columns = (Column(t.text("Group")), Column(t.text("Relations"), right=True), Column(t.text("Strong"), right=True))
    rows = [
        [cell(group_name(one.segment, t)), Text(t.number(one.people)), Text(t.number(one.strong))]
        for one in found.counts
    ]
    show_table(out, columns, [*rows, [cell(t.text("In no group")), Text(t.number(found.ungrouped)), Text("")]])
    if found.rules:
        say(out, "")
        heading(out, t.text("Your rules"))
        show_table(
            out,
            (Column(), Column(folds=True), Column(folds=True), Column(right=True)),
            [
                [
                    Text(one.rule.id, "dim"),
                    cell(rule_words(one.rule.where, t)),
                    cell(
                        group_name(one.rule.segment, t)
                        if one.rule.on
                        else t.text("not: %(group)s", group=group_name(one.rule.segment, t))
                    ),
                    Text(t.number(one.people)),
                ]
                for one in found.rules
            ],
        )
    say(
        out,
        "",
        t.text("See who is in one: %(command)s", command=session.command("relations --segment former_colleague")),
    )


_OF_RULES: Mapping[str, Callable[[Session, str], None]] = {
    "drop": _drop, "accept": accept_proposal, "dismiss": dismiss_proposal,
}  # fmt: skip
"""What is said of a rule by its id."""
