"""The deck in a terminal: one card at a time, one key each; from a pipe, one line each."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import typer

from kreds.cli.escaping import printable
from kreds.cli.session import Session
from kreds.cli.terminal import heading, indented, level_text, say, steps
from kreds.errors import UsageError
from kreds.i18n.deck_words import advice_words, choice_name, fate_name, fate_of_many, question, rule_behind
from kreds.model.criteria import Fact
from kreds.model.level import Seen
from kreds.model.review import NAMED, Choice, Fate
from kreds.services import review_portion
from kreds.services.answer_questions import answer
from kreds.services.review_card import Card
from kreds.services.review_portion import Deck, deck
from kreds.services.review_state import plan_line, shown_card
from kreds.services.said_reviews import said_plan

KEYS = {
    "k": Fate.KEEP, "c": Fate.CULTIVATE, "t": Fate.TRIAL, "l": Fate.LET_GO, "n": Fate.UNSURE, "s": Fate.SKIP,
}  # fmt: skip
UNDO, QUIT, DO_NOT_KNOW, NO, YES = "u", "q", "d", "n", ("y", "j")
_TAKEN = tuple(one for one in Choice if one not in NAMED)
"""What can be taken with one key: the others need a value."""
_REASONS = 3


@dataclass(slots=True)
class _Walk:
    """One sitting: ``unknown`` are (relation, fact) that the person does not know, and is not asked again."""

    session: Session
    incognito: bool
    unknown: set[tuple[str, Fact]]


def go_through(session: Session, *, incognito: bool) -> None:
    """Show cards and take keys until all are done, the person stops, or the lines of a pipe end."""
    app = session.app
    open_deck = deck(app.store, today=app.today()) or _taken(session)
    walk = _Walk(session, incognito, set())
    while open_deck is not None and open_deck.next:
        if not _one_card(walk, open_deck):
            break
        open_deck = deck(app.store, today=app.today())
    if open_deck is not None:
        _end(session, open_deck)


def _taken(session: Session) -> Deck | None:
    """Offer to take a portion; None when the person does not want one."""
    app, t, out = session.app, session.t, session.out
    with app.store.reading() as db:
        plan, _ = said_plan(db)
    heading(out, t.text("No portion is open. Take %(n)s relations?", n=plan.size))
    for number, choice in enumerate(_TAKEN, 1):
        indented(out, f"{number}  {choice_name(choice, t)}")
    indented(out, f"{QUIT}  {t.text('not now')}")
    while key := _key():
        if key == QUIT:
            return None
        if key.isdecimal() and 1 <= int(key) <= len(_TAKEN):
            choice = _TAKEN[int(key) - 1]
            review_portion.open_portion(app.store, choice, "", plan.size, today=app.today(), at=app.now())
            return deck(app.store, today=app.today())
    return None


def _one_card(walk: _Walk, open_deck: Deck) -> bool:
    """Show the next card and take what is said of it; False to stop."""
    session, who = walk.session, open_deck.next
    app = session.app
    shown = shown_card(app.store, who, today=app.today(), incognito=walk.incognito)
    _print_card(session, shown, open_deck)
    for fact in _open_facts(walk, shown):
        key = _asked(session, fact)
        if key == DO_NOT_KNOW:
            walk.unknown.add((who, fact))
        elif key == NO or key in YES:
            answer(app.store, [int(who, 16)], [fact], key in YES, at=app.now())
            return True
        else:
            return _said(session, who, key)
    _print_advice(session, shown)
    while True:
        key = _key()
        if key in KEYS or key in (UNDO, QUIT, ""):
            return _said(session, who, key)


def _open_facts(walk: _Walk, shown: Card) -> Sequence[Fact]:
    """What is asked now; nothing any more where one sign has spoken for the relation already."""
    if Seen.SEEN in shown.proposal.marks.values():
        return ()
    return [fact for fact in shown.proposal.ask if (shown.view.relation.id, fact) not in walk.unknown]


def _asked(session: Session, fact: Fact) -> str:
    """The key that answers a question; every fate but the doubt, whose key says no here, may be said at once."""
    t = session.t
    answers = f"[{t.text('y yes')} · {t.text('n no')} · {t.text('d do not know')}]"
    say(session.out, f"{question(fact, t)}  {answers}", _fates(session, without=NO))
    while key := _key():
        if key in (*YES, NO, DO_NOT_KNOW, UNDO, QUIT) or key in KEYS:
            return key
    return ""


def _said(session: Session, who: str, key: str) -> bool:
    """Keep what a key says; False to stop."""
    app, t, out = session.app, session.t, session.out
    if key in (QUIT, ""):
        return False
    if key == UNDO:
        if review_portion.take_back_step(app.store, at=app.now()) is None:
            say(out, t.text("There is nothing to take back in this portion."))
        return True
    fate = KEYS[key]
    try:
        review_portion.say_fate(app.store, [int(who, 16)], fate, today=app.today(), at=app.now())
    except UsageError as error:
        say(out, *filter(None, t.error(error)))
    say(out, f"  → {fate_name(fate, t)}")
    return True


def _print_card(session: Session, shown: Card, open_deck: Deck) -> None:
    t, out, relation, progress = session.t, session.out, shown.view.relation, open_deck.progress
    left = t.text("%(done)s of %(total)s", done=progress.done + 1, total=progress.total)
    if progress.seconds:
        left += " · " + t.text("%(time)s left", time=t.duration(progress.seconds * len(progress.left)))
    heading(out, f"{printable(relation.name) or t.text('(no name)')}  ({left})")
    work = ", ".join(printable(part) for part in (relation.title, relation.company) if part)
    indented(out, work or t.text("No title or company is known."))
    indented(out, level_text(out, t, relation.level, overruled=relation.overruled))
    contact = t.text("Last contact %(day)s.", day=relation.last_contact) if relation.last_contact else ""
    since = t.text("A relation since %(day)s.", day=relation.connected_on) if relation.connected_on else ""
    if told := " ".join(part for part in (contact, since) if part):
        indented(out, told)
    for reason in shown.view.reasons[:_REASONS]:
        indented(out, f"{'+' if reason.contribution > 0 else '-'} {printable(t.phrase(reason.phrase))}")
    for loss in shown.losses:
        indented(out, f"! {printable(t.phrase(loss.phrase))}")
    if shown.proposal.needs_messages:
        indented(out, t.text("? Your messages are not among the files, so nobody knows whether you have written."))


def _print_advice(session: Session, shown: Card) -> None:
    t = session.t
    line, until = plan_line(session.app.store), shown.view.relation.trial.until
    rule = rule_behind(shown.proposal, t, line=line, until=until)
    say(session.out, f"{advice_words(shown.proposal, t)} {rule}", _fates(session))


def _fates(session: Session, *, without: str = "") -> str:
    t = session.t
    told = [f"{key} {fate_name(fate, t).lower()}" for key, fate in KEYS.items() if key != without]
    return "[" + " · ".join([*told, f"{UNDO} {t.text('undo')}", f"{QUIT} {t.text('quit')}"]) + "]"


def _end(session: Session, open_deck: Deck) -> None:
    t, out, progress = session.t, session.out, open_deck.progress
    counts = [f"{t.number(progress.counts[one])} {fate_of_many(one, t)}" for one in Fate if progress.counts[one]]
    out.print()
    if progress.left:
        gone = t.text("%(done)s of %(total)s gone through", done=progress.done, total=progress.total)
        say(out, " · ".join([gone, *counts]) + ".", t.text("The portion waits for you."))
    else:
        say(out, t.text("That was all of this portion."), " · ".join(counts))
    ways = [(session.command("review"), t.text("go on"))] if progress.left else []
    ways += [
        (session.command("review --finish"), t.text("finish the portion")),
        (session.command("review --list"), t.text("see whom to remove by hand")),
    ]
    steps(out, t.text("What you can do now"), ways)


def _key() -> str:
    """The next key in lower case, "" when there is none any more; without a terminal, the first sign of each line."""
    if sys.stdin.isatty():
        key = typer.getchar()
        return key.lower() if key.isprintable() else "" if key in ("\x04", "\x1a") else " "
    for line in sys.stdin:
        if told := line.strip():
            return told[0].lower()
    return ""
