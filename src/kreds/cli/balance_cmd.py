"""``kreds balance``: what was done of Listen, Learn, Help and Inspire, who gives, and whether it worked."""

from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json

if TYPE_CHECKING:
    from kreds.model.agenda import Part
    from kreds.model.balance import Balance, Effect, Leaning

_QUARTERS, _WEEKS = 5, 8
"""So many fit beside each other in a terminal."""
WeeksOption = Annotated[bool, typer.Option("--weeks", help="The last weeks in place of the last quarters.")]


def balance(
    *,
    weeks: WeeksOption = False,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What you did of Listen, Learn, Help and Inspire, with whom giving is one-sided, and whether it worked."""
    session = open_network(store, language, as_json=as_json)
    from kreds.i18n.balance_words import finding_words
    from kreds.services.did_it_work import effect
    from kreds.services.reader import Reader

    found = Reader(session.app.store, incognito=incognito, today=session.app.today()).balance()
    worked = effect(session.app.store)
    if as_json:
        from kreds.services.balance_shapes import balance_shape

        print_json(balance_shape(found, worked, lambda one: finding_words(one, session.t)))
        return
    _show(session, found, weeks=weeks)
    _show_effect(session, worked)


def _show(session: Session, found: "Balance", *, weeks: bool) -> None:
    from kreds.cli.terminal import Column, heading, say, show_table
    from kreds.i18n.agenda_words import part_name
    from kreds.i18n.balance_words import headline, lead, quarter_name, week_name
    from kreds.model.agenda import Part

    t, out = session.t, session.out
    say(out, headline(found, t), *filter(None, [lead(found, t)]))
    shown = found.weeks[-_WEEKS:] if weeks else found.quarters[-_QUARTERS:]
    name = week_name if weeks else quarter_name
    heading(out, t.text("The four parts"))
    columns = [Column(t.text("What")), *(Column(name(one, t), right=True) for one in shown)]
    show_table(
        out,
        columns,
        [
            (part_name(part, t), *("?" if part not in one.counts else t.number(one.counts[part]) for one in shown))
            for part in Part
        ],
    )
    _show_missing(session, found, list(Part))
    _show_leaning(session, t.text("You give more than you get"), found.giving)
    _show_leaning(session, t.text("You get more than you give"), found.receiving)


def _show_missing(session: Session, found: "Balance", parts: "list[Part]") -> None:
    from kreds.cli.terminal import indented
    from kreds.i18n.agenda_words import part_name
    from kreds.i18n.balance_words import part_missing
    from kreds.model.balance import Covering

    for part in parts:
        if found.seen[part] is Covering.NOT_COVERED:
            indented(session.out, f"{part_name(part, session.t)}: {part_missing(part, session.t)}")


def _show_leaning(session: Session, title: str, those: "tuple[Leaning, ...]") -> None:
    from kreds.cli.terminal import Column, cell, heading, level_text, show_table
    from kreds.i18n.balance_words import side_words

    if not those:
        return
    t, out = session.t, session.out
    heading(out, title)
    columns = (
        Column(t.text("Name"), gives=True),
        Column(t.text("Level")),
        Column(t.text("from you"), folds=True),
        Column(t.text("to you"), folds=True),
    )
    rows = [
        (
            cell(one.name or t.text("(no name)")),
            level_text(out, t, one.level),
            cell(side_words(one.giving.exchanges, t, given=True)),
            cell(side_words(one.giving.exchanges, t, given=False)),
        )
        for one in those
    ]
    show_table(out, columns, rows)


def _show_effect(session: Session, worked: "Effect") -> None:
    from kreds.cli.terminal import heading, indented
    from kreds.i18n.effect_words import moved_strength, moved_wrote, verdict, what_to_do

    t, out = session.t, session.out
    heading(out, t.text("Did it work?"))
    lines = [verdict(worked, t)]
    if worked.enough and worked.strength and worked.wrote:
        lines += [moved_strength(worked.strength, worked, t), moved_wrote(worked.wrote, t)]
    for line in (*lines, what_to_do(worked, t)):
        if line:
            indented(out, line)
