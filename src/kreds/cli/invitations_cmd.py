"""``kreds invitations``: whom to accept, by a policy that is laid down once; and how the accepted turned out."""

from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.services.invitations import InvitationsPage

_SWITCHES = "accept, decline, ask-silent, otherwise, months"


def invitations(
    *,
    show: Annotated[
        str, typer.Option("--show", metavar="waiting|answered|accepted", help="Which invitations to list.")
    ] = "waiting",
    policy: Annotated[
        list[str] | None,
        typer.Option(
            "--policy",
            metavar="SWITCH=VALUE",
            help="accept=customer,met decline=recruiter ask-silent=yes otherwise=trial months=6; may be given again.",
            show_default=False,
        ),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="With --policy: only tell what would change.")] = False,
    who: Annotated[str, typer.Option("--say", metavar="WHO", help="Say yourself what to do with this one.")] = "",
    verdict: Annotated[
        str, typer.Option("--as", metavar="accept|trial|ask|decline|policy", help="With --say: what to do with it.")
    ] = "",
    begin_trials: Annotated[
        bool, typer.Option("--try", help="Put those accepted on trial, who are relations now, on trial.")
    ] = False,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Whom to accept: invitations to you, judged by the policy you lay down, each with its reasons."""
    if bool(who) != bool(verdict) or (preview and not policy):
        raise UsageError("CHOICE-MISSING", choices="--say WHO --as VERDICT, --policy SWITCH=VALUE --preview")
    session = open_network(store, language, as_json=as_json)
    from kreds.services.invitations import try_accepted
    from kreds.services.reader import Reader

    app = session.app
    changed = bool((policy and not preview) or who or begin_trials)
    if policy and _lay_down(session, policy, preview=preview):
        return
    if who:
        _say(session, who, verdict)
    if begin_trials:
        try_accepted(app.store, today=app.today(), at=app.now())
    page = Reader(app.store, incognito=incognito, today=app.today()).invitations(show)
    _show(session, page, changed=changed)


def _lay_down(session: Session, switches: list[str], *, preview: bool) -> bool:
    """Let the policy count, or tell what it would do; whether all has been said with that."""
    from kreds.services.invitations import would_get
    from kreds.services.reader import Reader
    from kreds.services.said_invitations import lay_down, policy_from, policy_value

    now = policy_value(Reader(session.app.store).invitations().policy)
    wanted = policy_from({**now, **dict(_switch(one) for one in switches)})
    if not preview:
        lay_down(session.app.store, wanted, at=session.app.now())
        return False
    counts = {verdict.value: count for verdict, count in would_get(session.app.store, wanted).items()}
    if session.as_json:
        print_json({"policy": policy_value(wanted), "verdicts": counts})
        return True
    from kreds.cli.terminal import say

    say(session.out, session.t.text("Of those that wait: %(counts)s.", counts=_counts(session, counts)))
    return True


def _switch(text: str) -> tuple[str, object]:
    name, _, value = text.partition("=")
    words = [word.strip() for word in value.split(",") if word.strip()]
    if name in ("accept", "decline"):
        return name, words
    if name == "ask-silent" and value in ("yes", "no"):
        return "asks_silent", value == "yes"
    if name == "months" and value.isascii() and value.isdigit() and len(value) < 4:
        return name, int(value)
    if name == "otherwise":
        return name, value
    raise UsageError("CHOICE", name="--policy", value=text, choices=_SWITCHES)


def _say(session: Session, who: str, told: str) -> None:
    from kreds.model.invitation import Verdict
    from kreds.services.find_anybody import outsider_called
    from kreds.services.invitations import say_verdict

    if told not in (*Verdict, "policy"):
        raise UsageError("CHOICE", name="--as", value=told, choices=", ".join((*Verdict, "policy")))
    app = session.app
    with app.store.reading() as db:
        person = outsider_called(db, who)
    say_verdict(app.store, [person], None if told == "policy" else Verdict(told), at=app.now())


def _show(session: Session, page: "InvitationsPage", *, changed: bool) -> None:
    if session.as_json:
        from kreds.services.invite_shapes import invitations_shape

        print_json(invitations_shape(page, session.t.phrase))
        return
    from kreds.cli.terminal import Column, cell, say, show_table, steps
    from kreds.i18n.invite_words import verdict_words

    t, out = session.t, session.out
    if page.received:
        columns = (
            Column(t.text("Name"), gives=True),
            Column(t.text("Invited")),
            Column(t.text("Verdict")),
            Column(t.text("Why"), folds=True),
        )
        show_table(
            out,
            columns,
            [
                (
                    cell(one.outsider.name or t.text("(no name)")),
                    t.short_day(one.outsider.received) if one.outsider.received else "",
                    verdict_words(one.ruling.verdict, t) if one.level is None else t.level(one.level),
                    cell("; ".join(t.phrase(reason) for reason in one.ruling.reasons)),
                )
                for one in page.received
            ],
        )
    else:
        say(out, t.text("No invitation stands here."))
    if sum(page.verdicts.values()):
        counts = {verdict.value: count for verdict, count in page.verdicts.items()}
        say(out, t.text("Of those that wait: %(counts)s.", counts=_counts(session, counts)))
    ways = [
        (
            session.command("invitations --policy accept=customer,met"),
            t.text("lay down whom you want to be connected to"),
        ),
        (session.command("invitations --say WHO --as trial"), t.text("say yourself what to do with one")),
    ]
    if page.to_try:
        ways.insert(0, (session.command("invitations --try"), t.text("begin the trial of those you accepted on trial")))
    if changed:
        ways.insert(0, (session.command("judge --undo"), t.text("take it back")))
    steps(out, t.text("What you can do now"), ways)


def _counts(session: Session, counts: dict[str, int]) -> str:
    from kreds.i18n.invite_words import verdict_words
    from kreds.model.invitation import Verdict

    t = session.t
    return " · ".join(f"{verdict_words(one, t)}: {t.number(counts[one.value])}" for one in Verdict)
