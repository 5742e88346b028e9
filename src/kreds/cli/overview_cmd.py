"""``kreds overview``: the network at a glance."""

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.model.level import Level
from kreds.model.relation import Overview, Relation


def overview(
    *,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Your network at a glance: how many are strong, average, worthless, and who is fading or growing."""
    session = open_network(store, language, as_json=as_json)
    from kreds.services.reader import Reader

    read = Reader(session.app.store, incognito=incognito).overview()
    if as_json:
        from kreds.services.json_shapes import overview_shape

        print_json(overview_shape(read))
        return
    _show(session, read)


def _show(session: Session, read: Overview) -> None:
    from kreds.cli.terminal import say, steps

    t, out = session.t, session.out
    say(out, _sentence(session, read))
    if not read.relations:
        steps(
            out,
            t.text("What you can do now"),
            [(session.command("import PATH"), t.text("read your download from LinkedIn"))],
        )
        return
    _show_levels(session, read)
    _show_facts(session, read)
    _show_people(session, read.fading, session.t.text("You used to talk, and have gone quiet"))
    _show_people(session, read.growing, session.t.text("You talk more than you used to"))
    steps(
        out,
        t.text("What you can do now"),
        [
            (session.command("relations --level strong"), t.text("who they are")),
            (session.command("why WHO"), t.text("why somebody stands where they stand")),
            (session.command("judge WHO --level strong"), t.text("say it if Kreds is wrong")),
        ],
    )


def _sentence(session: Session, read: Overview) -> str:
    t = session.t
    if not read.relations:
        return t.text("There is nobody in this network yet.")
    counts = ", ".join(f"{t.number(read.counts[level])} {t.level_of_many(level)}" for level in Level)
    who = t.plural(
        "You have %(n)s relation: %(counts)s.", "You have %(n)s relations: %(counts)s.", read.relations, counts=counts
    )
    if read.as_of:
        who += " " + t.text("As of %(day)s.", day=read.as_of)
    return who


def _show_levels(session: Session, read: Overview) -> None:
    from kreds.cli.terminal import LEVEL_STYLES, Column, bar, heading, level_text, show_table

    t, out = session.t, session.out
    heading(out, t.text("How strong they are"))
    shares = {level: read.counts[level] / read.relations for level in Level}
    rows = [
        (
            level_text(out, t, level),
            t.number(read.counts[level]),
            bar(out, share, width=24, style=LEVEL_STYLES[level]),
            t.percent(share),
        )
        for level, share in shares.items()
    ]
    show_table(out, (Column(), Column(right=True), Column(), Column(right=True)), rows)


def _show_facts(session: Session, read: Overview) -> None:
    """What is worth knowing beside the levels, a line each."""
    from kreds.cli.terminal import indented, say

    t, out = session.t, session.out
    lines: list[str] = []
    if due := sum(until <= session.app.today() for until in read.trials):
        lines.append(t.plural("%(n)s trial is due: kreds trial", "%(n)s trials are due: kreds trial", due))
    if read.messages_covered:
        lines.append(
            t.plural(
                "You and %(n)s relation have never written to each other.",
                "You and %(n)s relations have never written to each other.",
                read.never_spoken,
            )
        )
    else:
        lines.append(t.text("No messages were imported, so silence says nothing here."))
    if read.former:
        lines.append(
            t.plural(
                "%(n)s person is no longer connected to you.",
                "%(n)s people are no longer connected to you.",
                read.former,
            )
        )
    months = read.by_month[-12:]
    if months and read.messages_covered:
        lines.append(
            t.text(
                "In the last 12 months you received %(received)s messages and sent %(sent)s.",
                received=sum(month[1] for month in months),
                sent=sum(month[2] for month in months),
            )
        )
    if read.by_year:
        newest = read.by_year[-1]
        lines.append(t.text("New relations in %(year)s: %(count)s.", year=str(newest[0]), count=newest[1]))
    say(out, "")
    for line in lines:
        indented(out, line)


def _show_people(session: Session, people: tuple[Relation, ...], title: str) -> None:
    from kreds.cli.terminal import Column, cell, heading, level_text, show_table

    if not people:
        return
    t, out = session.t, session.out
    heading(out, title)
    rows = [
        (
            cell(relation.name),
            level_text(out, t, relation.level, overruled=relation.overruled),
            t.short_day(relation.last_contact) if relation.last_contact else "",
        )
        for relation in people
    ]
    columns = (Column(t.text("Name"), gives=True), Column(t.text("Level")), Column(t.text("Last contact")))
    show_table(out, columns, rows)
