"""``kreds trust``: the judgement of a year ago against what has come since."""

from typing import TYPE_CHECKING

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json

if TYPE_CHECKING:
    from kreds.services.trust import Trust


def trust(*, store: StoreOption = None, as_json: JsonOption = False, language: LanguageOption = None) -> None:
    """Can you trust it? Kreds' judgement of a year ago, against what has come since."""
    session = open_network(store, language, as_json=as_json)
    from kreds.services.trust import trust as answer

    found = answer(session.app.store)
    if as_json:
        from kreds.services.json_shapes import trust_shape

        print_json(trust_shape(found, session.t.phrase))
        return
    _show(session, found)


def _show(session: Session, found: "Trust") -> None:
    from kreds.cli.terminal import indented, say
    from kreds.web.trust_words import apart, headline

    t, out = session.t, session.out
    say(out, headline(found, t))
    if found.missing:
        indented(out, t.phrase(found.missing))
        return
    _show_levels(session, found)
    _show_ranks(session, found)
    _show_chances(session, found)
    say(out, "", apart(found, t))


def _show_levels(session: Session, found: "Trust") -> None:
    from kreds.cli.terminal import LEVEL_STYLES, Column, bar, heading, level_text, show_table
    from kreds.web.trust_words import touched

    t, out = session.t, session.out
    heading(out, t.text("In touch since, by the level of then"))
    rows = [
        (
            level_text(out, t, level),
            bar(out, one.touched / max(1, one.called), width=24, style=LEVEL_STYLES[level]),
            touched(level, found, t),
        )
        for level, one in found.levels.items()
    ]
    show_table(out, (Column(), Column(), Column()), rows)


def _show_ranks(session: Session, found: "Trust") -> None:
    from kreds.cli.terminal import Column, bar, heading, indented, show_table
    from kreds.web.trust_words import beside_the_rules, pairwise, ranking_names, times_of_100

    t, out = session.t, session.out
    heading(out, t.text("Who comes first?"))
    indented(out, f"{pairwise(found, t)} {beside_the_rules(found, t)}")
    named = {name: times_of_100(found, key) for key, name in ranking_names(t).items()}
    rows = [
        (name, bar(out, times / 100, width=24), t.text("%(times)s of 100", times=times))
        for name, times in (*named.items(), (t.text("tossing a coin"), 50))
    ]
    show_table(out, (Column(gives=True), Column(), Column(right=True)), rows)


def _show_chances(session: Session, found: "Trust") -> None:
    from kreds.cli.terminal import Column, heading, show_table

    t, out = session.t, session.out
    heading(out, t.text("When Kreds told a chance, did it come true as often?"))
    titles = (t.text("Kreds told"), t.text("Came true"), t.text("Relations"))
    columns = [Column(title, right=True) for title in titles]
    rows = [(t.percent(one.foretold), t.percent(one.observed), t.number(one.n)) for one in found.bins]
    show_table(out, columns, rows)
