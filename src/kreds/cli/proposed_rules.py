"""``kreds segments --proposals``, ``accept`` and ``dismiss``: rules that Kreds proposes, and the answers to them."""

from typing import TYPE_CHECKING

from kreds.cli.session import Session, print_json

if TYPE_CHECKING:
    from kreds.model.decision import Decided
    from kreds.services.propose_rules import ProposedRule


def list_proposals(session: Session) -> None:
    """Print the rules that are proposed, with whom each would move."""
    from kreds.services.json_shapes import proposals_shape
    from kreds.services.propose_rules import proposed_rules

    found = proposed_rules(session.app.store)
    if session.as_json:
        print_json(proposals_shape(found))
        return
    _say(session, found)


def accept_proposal(session: Session, number: str) -> None:
    """Lay down a rule that is proposed."""
    from kreds.services.propose_rules import accept_proposal as accept

    app, t = session.app, session.t
    found, decided = accept(app.store, number, at=app.now())
    moved = found.moved if found else 0
    _answered(session, decided, t.plural("%(n)s has changed group.", "%(n)s have changed group.", moved), moved)


def dismiss_proposal(session: Session, number: str) -> None:
    """Have a rule that is proposed never asked about again."""
    from kreds.services.propose_rules import dismiss_proposal as dismiss

    app, t = session.app, session.t
    decided = dismiss(app.store, number, at=app.now())
    _answered(session, decided, t.text("Dismissed. Kreds does not ask about this rule again."), 0)


def _answered(session: Session, decided: "Decided", words: str, moved: int) -> None:
    from kreds.cli.terminal import say

    t = session.t
    if session.as_json:
        print_json({"id": decided.id, "moved": moved})
    elif decided.id:
        say(session.out, words, t.text("Undo: %(command)s", command=session.command("judge --undo")))
    else:
        say(session.out, t.text("This rule is proposed no longer."))


def _say(session: Session, found: "tuple[ProposedRule, ...]") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import heading, say
    from kreds.i18n.group_words import rule_words
    from kreds.i18n.proposal_words import ground_words, moves_words, target_words

    t, out = session.t, session.out
    heading(out, t.text("Rules to consider"))
    if not found:
        say(out, t.text("Kreds has no rule to propose now."))
        return
    for one in found:
        names = ", ".join(printable(each.name) or each.id for each in one.examples)
        whom = printable(f"{rule_words(one.rule.where, t)} → {target_words(one, t)}")
        say(out, f"{one.rule.id}  {whom}", f"  {moves_words(one, t)} {printable(ground_words(one, t))}")
        say(out, "  " + t.text("Among them: %(names)s", names=names), "")
    first = found[0].rule.id
    say(
        out,
        t.text("Use one: %(command)s", command=session.command(f"segments accept {first}")),
        t.text("Not one: %(command)s", command=session.command(f"segments dismiss {first}")),
    )
