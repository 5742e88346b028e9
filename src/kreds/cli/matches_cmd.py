"""``kreds matches``: relations and people of other sources who may be one human, and the person's word on it."""

from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.model.match import Match, MatchCounts


def matches(
    *,
    same: Annotated[str, typer.Option("--same", metavar="ID", help="These two are one human.")] = "",
    not_same: Annotated[str, typer.Option("--not-same", metavar="ID", help="These two are not.")] = "",
    unsay: Annotated[str, typer.Option("--unsay", metavar="ID", help="Let Kreds decide again.")] = "",
    state: Annotated[str, typer.Option("--show", help="open, sure, same or not_same.")] = "open",
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Who is who: your customers and contacts may be your relations already. Without options they are listed."""
    from kreds.model.match import MatchState

    states = [one.value for one in MatchState if one is not MatchState.EXACT]
    if state not in states:
        raise UsageError("CHOICE", name="--show", value=state, choices=", ".join(states))
    said = [(one, word) for one, word in ((same, True), (not_same, False), (unsay, None)) if one]
    if len(said) > 1:
        raise UsageError("CHOICES-CLASH", one="--same", other="--not-same, --unsay")
    session = open_network(store, language, as_json=as_json)
    from kreds.services import match_people

    app = session.app
    for one, word in said:
        match_people.say_match(app.store, one, word, at=app.now())
    found = match_people.list_matches(app.store, MatchState(state))
    counts = match_people.match_counts(app.store)
    if as_json:
        from kreds.services.match_shapes import matches_shape

        print_json(matches_shape(found, counts, session.t.phrase))
        return
    _show(session, found, counts)


def _show(session: Session, found: "tuple[Match, ...]", counts: "MatchCounts") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, heading, say, show_table, steps
    from kreds.web.match_words import systems, waiting

    t, out = session.t, session.out
    heading(out, t.text("Who is who"))
    rows = [
        (
            cell(printable(", ".join(part for part in (one.one.name, one.one.title, one.one.company) if part))),
            cell(printable(", ".join(part for part in (one.other.name, one.other.title, one.other.company) if part))),
            cell(systems(one.other, t), "dim"),
            cell(t.percent(one.probability)),
            cell(one.id, "dim"),
        )
        for one in found
    ]
    titles = ("LinkedIn", t.text("Somebody of another source"), "", t.text("The same?"), "")
    columns = [Column(title, folds=place < 2, right=place == 3) for place, title in enumerate(titles)]
    show_table(out, columns, rows)
    say(
        out,
        waiting(counts, t) if counts.waiting else t.text("Nothing to ask"),
        t.plural("Kreds is sure of %(n)s.", "Kreds is sure of %(n)s.", counts.sure),
    )
    if found:
        ways = [
            (session.command(f"matches --same {found[0].id}"), t.text("they are one")),
            (session.command(f"matches --not-same {found[0].id}"), t.text("they are two")),
        ]
        steps(out, t.text("What you can do now"), ways)
