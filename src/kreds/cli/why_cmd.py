"""``kreds why``: why somebody has their level, what the sources could have shown, and the contact there was."""

from typing import TYPE_CHECKING

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption, WhoArgument
from kreds.cli.session import Session, open_network, print_json
from kreds.model.level import LEVELS
from kreds.model.relation import Reason, Relation, RelationView

if TYPE_CHECKING:
    from rich.text import Text

_DAYS_SHOWN = 8
_EVIDENCE_SHOWN = 3


def why(
    *,
    who: WhoArgument,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Why somebody has their level, reason by reason."""
    session = open_network(store, language, as_json=as_json)
    from kreds.services.reader import Reader

    view = Reader(session.app.store, incognito=incognito).show_relation(who)
    if as_json:
        from kreds.services.json_shapes import why_shape

        print_json(why_shape(view, session.t.phrase))
        return
    _show_person(session, view.relation)
    _show_level(session, view)
    _show_trial(session, view)
    _show_reasons(session, view)
    _show_otherwise(session, view.relation)
    _show_coverage(session, view.relation)
    _show_jobs(session, view)
    _show_timeline(session, view)
    _show_next(session, view)


def _show_person(session: Session, relation: Relation) -> None:
    from rich.text import Text

    from kreds.cli.escaping import printable
    from kreds.cli.terminal import cell, say

    t, out = session.t, session.out
    title = cell(relation.name or t.text("(no name)"), "bold")
    work = ", ".join(part for part in (relation.title, relation.company) if part)
    out.print(title.append_text(cell(f" · {work}" if work else "")), overflow="fold")
    facts = [relation.profile_url] if relation.profile_url else []
    facts.append(t.text("id %(id)s", id=relation.id))
    if relation.connected_on:
        facts.append(t.text("relation since %(day)s", day=relation.connected_on))
    if relation.no_longer_since:
        facts.append(t.text("no longer connected since %(day)s", day=relation.no_longer_since))
    say(out, Text(" · ".join(facts), style="dim"))
    if relation.tags:
        say(out, t.text("Tags: %(tags)s", tags=", ".join(map(printable, relation.tags))))
    if relation.note:
        say(out, t.text("Note: %(note)s", note=printable(relation.note)))


def _show_level(session: Session, view: RelationView) -> None:
    from rich.text import Text

    from kreds.cli.terminal import LEVEL_STYLES, Column, bar, cell, heading, indented, level_text, show_table
    from kreds.i18n.relation_words import bridge

    t, out, relation = session.t, session.out, view.relation
    heading(out, t.text("Level: %(level)s", level=t.level(relation.level)))
    if relation.overruled:
        said = t.text("You have said so yourself; Kreds would say: %(level)s.", level=t.level(view.judged_level))
        indented(out, said)
    rows = [
        (level_text(out, t, level), bar(out, share, width=24, style=LEVEL_STYLES[level]), t.percent(share))
        for level, share in ((level, relation.memberships[level]) for level in LEVELS)
    ]
    rows += [
        (Text(title), bar(out, share, width=24), t.percent(share))
        for title, share in ((t.text("strength"), relation.strength), (t.text("alive"), relation.alive))
    ]
    show_table(out, (Column(), Column(), Column(right=True)), rows)
    if words := bridge(relation, t):
        indented(out, cell(words))


def _show_trial(session: Session, view: RelationView) -> None:
    from kreds.cli.terminal import heading, indented
    from kreds.i18n.relation_words import trial_course, trial_state

    t, since = session.t, view.since_trial
    if since is None:
        return
    heading(session.out, trial_state(view.relation.trial, t, today=session.app.today()))
    for line in trial_course(view.relation.trial, since, t):
        indented(session.out, line)


def _show_reasons(session: Session, view: RelationView) -> None:
    from rich.text import Text

    from kreds.cli.terminal import Column, bar, cell, heading, show_table

    t, out = session.t, session.out
    heading(out, t.text("Why"))
    rows: list[tuple[Text | str, Text, Text]] = []
    most = max((abs(reason.contribution) for reason in view.reasons), default=0.0) or 1.0
    for reason in view.reasons:
        style = "cyan" if reason.contribution > 0 else "bright_black"
        sign = "+" if reason.contribution > 0 else "−" if reason.contribution < 0 else ""
        number = Text(sign + _hundredths(session, reason.contribution), style=style)
        share = bar(out, abs(reason.contribution) / most, width=8, style=style)
        rows.append((number, share, cell(t.phrase(reason.phrase))))
        rows += [("", Text(), line) for line in _evidence(session, reason)]
    columns = (Column(t.text("Counts"), right=True), Column(), Column(t.text("Reason"), folds=True))
    show_table(out, columns, rows)


def _hundredths(session: Session, value: float) -> str:
    """A size with two decimals always, so that a column of them lines up."""
    from babel.numbers import format_decimal

    return format_decimal(abs(value), format="#,##0.00", locale=session.t.locale)


def _evidence(session: Session, reason: Reason) -> "list[Text]":
    from kreds.cli.terminal import cell

    t = session.t
    lines: list[Text] = []
    for evidence in reason.evidence[:_EVIDENCE_SHOWN]:
        parts = [t.phrase(evidence.phrase), t.short_day(evidence.day) if evidence.day else "", evidence.source]
        lines.append(cell("  " + " · ".join(part for part in parts if part), "dim"))
    return lines


def _show_otherwise(session: Session, relation: Relation) -> None:
    from rich.text import Text

    from kreds.cli.terminal import Column, heading, level_text, show_table
    from kreds.services.what_would_change import what_would_change

    t, out = session.t, session.out
    found = what_would_change(session.app.store, relation.id)
    if not found:
        return
    heading(out, t.text("What would change this?"))
    rows = [(Text(t.phrase(one.phrase)), level_text(out, t, one.level)) for one in found]
    show_table(out, (Column(folds=True), Column()), rows)


def _show_coverage(session: Session, relation: Relation) -> None:
    from rich.text import Text

    from kreds.cli.terminal import Column, heading, show_table

    t, out = session.t, session.out
    heading(out, t.text("What your files show"))
    rows = [(t.sign(sign), Text(t.seen(seen), style="dim")) for sign, seen in relation.coverage.items()]
    show_table(out, (Column(folds=True), Column()), rows)


def _show_jobs(session: Session, view: RelationView) -> None:
    from kreds.cli.terminal import cell, heading, indented

    if len(view.jobs) < 2:
        return
    t, out = session.t, session.out
    heading(out, t.text("Work"))
    for job in reversed(view.jobs):
        work = ", ".join(part for part in (job.title, job.company) if part)
        indented(out, cell(t.text("since %(day)s at the latest: %(work)s", day=job.since, work=work)))


def _show_timeline(session: Session, view: RelationView) -> None:
    from kreds.cli.terminal import Column, cell, heading, indented, show_table

    t, out = session.t, session.out
    if not view.timeline:
        return
    heading(out, t.text("Contact, latest first"))
    columns = (
        Column(t.text("Day")),
        Column(t.text("Channel")),
        Column(t.text("In"), right=True),
        Column(t.text("Out"), right=True),
        Column(folds=True),
    )
    rows: list[tuple[Text | str, ...]] = [
        (
            t.short_day(entry.day),
            _channel(session, entry.channel),
            *(t.number(n) if n else "·" for n in (entry.inbound, entry.outbound)),
            cell(entry.detail, "dim"),
        )
        for entry in view.timeline[:_DAYS_SHOWN]
    ]
    show_table(out, columns, rows)
    more = len(view.timeline) - _DAYS_SHOWN
    if more > 0:
        indented(out, t.plural("and %(n)s day more", "and %(n)s days more", more))
    if view.shared_group_messages:
        shared = t.plural(
            "Besides, %(n)s message in groups you share.",
            "Besides, %(n)s messages in groups you share.",
            view.shared_group_messages,
        )
        indented(out, shared)


def _channel(session: Session, channel: str) -> str:
    from kreds.i18n.log_words import kind_name
    from kreds.model.log import LogKind
    from kreds.model.relation import COMMENTED

    t = session.t
    words = {
        "message": t.text("message"),
        "invitation": t.text("invitation"),
        "endorsement": t.text("endorsement"),
        "recommendation": t.text("recommendation"),
        "note": t.text("note"),
        "follow": t.text("follow"),
        "meeting": t.text("meeting"),
        "reaction": t.text("reaction"),
        COMMENTED: t.text("comment"),
        **{f"log_{kind.value}": kind_name(kind, t).lower() for kind in LogKind},
    }
    return words.get(channel, channel)


def _show_next(session: Session, view: RelationView) -> None:
    from kreds.cli.terminal import steps

    t = session.t
    if view.relation.overruled:
        step = (session.command(f"judge {view.relation.id} --clear"), t.text("let Kreds judge again"))
    else:
        step = (session.command(f"judge {view.relation.id} --level average"), t.text("say it if Kreds is wrong"))
    steps(session.out, t.text("What you can do now"), [step])
