"""What ``kreds review`` says and shows beside the deck: fates, plan, protection, ticks, the list, the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kreds.cli.escaping import printable
from kreds.cli.session import Session, print_json, shown_path
from kreds.cli.terminal import Column, cell, heading, indented, say, show_table, steps
from kreds.errors import UsageError
from kreds.i18n.deck_words import choice_name, fate_name
from kreds.i18n.relation_words import trial_state
from kreds.i18n.work_list_words import (
    calendar_words,
    counts_words,
    facts,
    lost_lines,
    menus,
    no_causes,
    removing_steps,
    state_words,
    today_words,
    way_back_rule,
    why_words,
)
from kreds.model.review import Choice, Fate
from kreds.services import after_review, review_portion
from kreds.services.cleanup_calendar import clean_up_calendar, clean_up_day
from kreds.services.cleanup_history import why_of
from kreds.services.cleanup_shapes import history_shape, work_list_shape
from kreds.services.export_data import write_file
from kreds.services.find_person import resolve_who
from kreds.services.reader import Reader
from kreds.services.said_reviews import COMPANY, GROUP
from kreds.services.say_groups import known_group
from kreds.services.work_list import work_sheet
from kreds.services.write_tables import Profile, write_csv

if TYPE_CHECKING:
    from kreds.services.read_cleanup import LetGo


@dataclass(frozen=True, slots=True)
class Told:
    """All that the options of one run say."""

    take: int | None
    choice: str
    value: str
    plan: str
    fates: Sequence[str]
    until: str
    ticks: Sequence[tuple[bool, Sequence[str]]]
    protected: Sequence[tuple[bool, Sequence[str]]]
    back: Sequence[str]
    undo: bool
    finish: bool

    @property
    def is_word(self) -> bool:
        """Whether anything was said beside taking a portion to go through."""
        several = (*self.ticks, *self.protected)
        return bool(self.plan or self.fates or self.back or self.undo or self.finish or any(who for _, who in several))


def keep_all(session: Session, told: Told) -> int:
    """Keep everything that was said, in the order in which one thing may need another; how much of it was new.

    Raises:
        UsageError: something of it cannot be; what came before it is kept.
    """
    changed = settle_plan(session, told.plan) if told.plan else 0
    changed += take_portion(session, told.take, told.choice, told.value) if told.take is not None else 0
    changed += sum(protect(session, who, on=on) for on, people in told.protected for who in people)
    changed += say_fates(session, told.fates, told.until)
    changed += sum(tick(session, people, on=on) for on, people in told.ticks)
    changed += take_back_let_go(session, told.back)
    changed += undo_step(session) if told.undo else 0
    return changed + (finish_portion(session) if told.finish else 0)


def settle_plan(session: Session, told: str) -> int:
    """Change parts of the plan, as in "times=2,line=0.8"; 1 when anything changed.

    Raises:
        UsageError: a part is none, or cannot be so.
    """
    wanted: dict[str, float] = {}
    for part in told.split(","):
        name, _, value = part.strip().partition("=")
        try:
            wanted[name] = float(value)
        except ValueError:
            raise UsageError("CHOICE", name="--plan", value=part, choices="times=2,size=50,line=0.8,daily=10") from None
    return int(bool(after_review.settle(session.app.store, wanted, at=session.app.now()).id))


def take_portion(session: Session, size: int, choice: str, value: str) -> int:
    """Take a portion; 1, because it always changes something.

    Raises:
        UsageError: another is open, there is no such choice, or nobody is left.
    """
    if choice not in set(Choice):
        raise UsageError("CHOICE", name="--choice", value=choice, choices=", ".join(Choice))
    app = session.app
    if choice == Choice.SEGMENT and value:
        value = known_group(value)
    review_portion.open_portion(app.store, Choice(choice), value, size, today=app.today(), at=app.now())
    return 1


def protect(session: Session, who: str, *, on: bool) -> int:
    """Never propose somebody, an organization or a group, or let them be proposed again; how many were changed."""
    app = session.app
    if who.startswith(COMPANY):
        done = after_review.protect_company(app.store, who.removeprefix(COMPANY), on=on, at=app.now())
    elif who.startswith(GROUP):
        done = after_review.protect_group(app.store, known_group(who.removeprefix(GROUP)), on=on, at=app.now())
    else:
        done = after_review.protect(app.store, [resolve_who(app.store, who)], on=on, at=app.now())
    return int(bool(done.id))


def say_fates(session: Session, told: Sequence[str], until: str) -> int:
    """Say what becomes of each WHO=FATE; for how many that was new.

    Raises:
        UsageError: a fate is none, or the day cannot be. Nothing is said before all of it can be read.
    """
    app, day = session.app, day_of(until)
    meant = []
    for one in told:
        who, _, fate = one.rpartition("=")
        if fate not in set(Fate) or not who:
            raise UsageError("CHOICE", name="--say", value=one, choices=", ".join(f"WHO={one}" for one in Fate))
        meant.append((resolve_who(app.store, who), Fate(fate)))
    changed = 0
    for person, fated in meant:
        at, lasts = app.now(), day if fated is Fate.TRIAL else None
        changed += review_portion.say_fate(app.store, [person], fated, today=app.today(), at=at, until=lasts).relations
    return changed


def day_of(text: str) -> date | None:
    """A day that was written, None for "".

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError("CHOICE", name="--until", value=text, choices="2027-03-01, …") from None


def tick(session: Session, told: Sequence[str], *, on: bool) -> int:
    """Tick people off, or take the tick off; how many."""
    app = session.app
    people = [resolve_who(app.store, who) for who in told]
    return after_review.tick_off(app.store, people, on=on, today=app.today(), at=app.now()).relations if people else 0


def take_back_let_go(session: Session, told: Sequence[str]) -> int:
    """Keep after all; how many had been let go."""
    people = [resolve_who(session.app.store, who) for who in told]
    return after_review.reconsider(session.app.store, people, at=session.app.now()).relations if people else 0


def undo_step(session: Session) -> int:
    """Take back the last step of the portion; 0 when there is none."""
    return int(review_portion.take_back_step(session.app.store, at=session.app.now()) is not None)


def finish_portion(session: Session) -> int:
    """Close the portion.

    Raises:
        UsageError: none is open.
    """
    review_portion.finish(session.app.store, today=session.app.today(), at=session.app.now())
    return 1


def write_calendar(session: Session, path: Path) -> None:
    """Write the next clean-ups for a calendar; a file of an earlier one is replaced.

    Raises:
        UsageError: no rhythm is wanted, or the file cannot be written.
    """
    app, t = session.app, session.t
    plan, day = clean_up_day(app.store, today=app.today())
    title, text = calendar_words(plan, t)
    written = clean_up_calendar(plan, day, title=title, text=text, at=app.now())
    write_file(path, lambda out: out.write(written), force=True)
    if session.as_json:
        print_json({"file": str(path.absolute()), "day": day.isoformat(), "times": plan.times})
        return
    where = printable(shown_path(path))
    say(session.out, t.text("The next clean-up, on %(day)s, is in %(file)s. It names nobody.", day=day, file=where))


def show_list(session: Session, path: Path | None, *, incognito: bool) -> None:
    """The work list, or the file it was written to.

    Raises:
        UsageError: the file is there already, or cannot be written.
    """
    app, t, out = session.app, session.t, session.out
    found = Reader(app.store, incognito=incognito, today=app.today()).work_list()
    if path:
        sheet = work_sheet(found.listed)
        rows = write_file(path, lambda file: write_csv(file, sheet, profile=Profile.SAFE))
        if session.as_json:
            print_json({"file": str(path.absolute()), "rows": rows})
            return
        where = printable(shown_path(path))
        say(out, t.plural("%(n)s row is in %(file)s.", "%(n)s rows are in %(file)s.", rows, file=where))
        say(out, t.text("It holds other people’s data: keep it where only you can read it."))
        return
    if session.as_json:
        print_json(work_list_shape(found))
        return
    if not found.listed:
        say(out, t.text("Nobody waits to be removed."))
        return
    _table(session, found.listed)
    say(out, today_words(found, t))
    if lost := lost_lines(found.lost, t):
        heading(out, t.plural("What goes with the %(n)s on the list", "What goes with all %(n)s on the list",
                              found.lost.relations))  # fmt: skip
        for line in lost:
            indented(out, f"- {line}")
    heading(out, t.text("How to remove somebody"))
    for number, line in enumerate(removing_steps(menus(t)[0], t), 1):
        indented(out, f"{number}. {line}")
    for line in facts(menus(t)[0], t)[:2]:
        indented(out, line)
    ways = [
        (session.command("review --removed WHO"), t.text("tick somebody off")),
        (session.command("review --back WHO"), t.text("keep somebody after all")),
        (session.command("review --list --csv kreds-let-go.csv"), t.text("the list as a file")),
    ]
    steps(out, t.text("What you can do now"), ways)


def show_history(session: Session, *, incognito: bool) -> None:
    """What became of the clean-ups."""
    app, t, out = session.app, session.t, session.out
    found = Reader(app.store, incognito=incognito, today=app.today()).cleanup_history()
    if session.as_json:
        print_json(history_shape(found))
        return
    if not (found.let_go or found.past or found.changed or found.trials):
        say(out, t.text("No clean-up has been finished yet, and nobody was let go."))
        return
    if found.past:
        heading(out, t.text("Clean-ups, and your network around them"))
        for past in found.past:
            day = t.day(past.portion.finished) if past.portion.finished else ""
            indented(out, f"{day} · {choice_name(past.portion.choice, t)} · {counts_words(past, t)}")
        say(out, no_causes(t))
    if found.let_go:
        heading(out, t.text("Those you let go"))
        _table(session, found.let_go)
        say(out, way_back_rule(t))
    if found.changed:
        heading(out, t.text("Where you changed your mind"))
        for one in found.changed:
            indented(out, f"{_name(session, one.relation.name)} · {fate_name(one.after.said.fate, t)}")
    if found.trials:
        heading(out, t.text("Trials that came of it"))
        for tried in found.trials:
            state = trial_state(tried.relation.trial, t, today=app.today()) or t.text("The trial was stopped.")
            indented(out, f"{_name(session, tried.relation.name)} · {state}")


def _table(session: Session, listed: "Sequence[LetGo]") -> None:
    t = session.t
    columns = (
        Column(t.text("Name"), gives=True),
        Column(t.text("Company"), gives=True),
        Column(t.text("Let go", context="when")),
        Column(t.text("Why")),
        Column(t.text("How it stands"), folds=True),
    )
    rows = [
        (
            cell(_name(session, one.relation.name)),
            cell(one.relation.company),
            t.short_day(one.day),
            why_words(why_of(one.said), t),
            state_words(one, t),
        )
        for one in listed
    ]
    show_table(session.out, columns, rows)


def _name(session: Session, name: str) -> str:
    return printable(name) or session.t.text("(no name)")
