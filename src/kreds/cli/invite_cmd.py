"""``kreds invite``: whom to invite and why, the message to send, and how far each invitation has come."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.services.invite import InvitePage
    from kreds.services.reader import Reader

_WHO = "WHO"


def invite(
    *,
    show: Annotated[
        str,
        typer.Option(
            "--show",
            metavar="to_do|sent|no_answer|withdrawn|accepted|not_now|former",
            help="Which people to list.",
        ),
    ] = "to_do",
    group: Annotated[str, typer.Option("--group", metavar="GROUP", help="Only people of this group.")] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="How many at most.", min=1, max=10_000)] = 10,
    sent: Annotated[str, typer.Option("--sent", metavar=_WHO, help="You have invited them today.")] = "",
    noted: Annotated[bool, typer.Option("--noted", help="With --sent: a note went with it.")] = False,
    withdrawn: Annotated[str, typer.Option("--withdrawn", metavar=_WHO, help="You have withdrawn it today.")] = "",
    not_now: Annotated[str, typer.Option("--not-now", metavar=_WHO, help="Put them off.")] = "",
    back: Annotated[str, typer.Option("--back", metavar=_WHO, help="Put them back on the list.")] = "",
    draft: Annotated[str, typer.Option("--draft", metavar=_WHO, help="The message to send them.")] = "",
    tone: Annotated[str, typer.Option("--tone", metavar="short|warm|formal", help="How the message sounds.")] = "short",
    message_language: Annotated[
        str,
        typer.Option("--message-language", metavar="da|en", help="The language of the message, if not Kreds’s choice."),
    ] = "",
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Whom you know and are not connected to, the most worth first; Kreds sends nothing."""
    given = {"--sent": sent, "--withdrawn": withdrawn, "--not-now": not_now, "--back": back, "--draft": draft}
    chosen = [name for name, value in given.items() if value]
    if len(chosen) > 1:
        raise UsageError("CHOICES-CLASH", one=chosen[0], other=chosen[1])
    if noted and not sent:
        raise UsageError("CHOICE-MISSING", choices="--sent")
    session = open_network(store, language, as_json=as_json)
    from kreds.services.invite import InviteQuery
    from kreds.services.reader import Reader

    reader = Reader(session.app.store, incognito=incognito, today=session.app.today())
    if draft:
        _draft(session, reader, draft, tone=tone, language=message_language)
        return
    words = {"--sent": "sent", "--withdrawn": "withdrawn", "--not-now": "not_now", "--back": ""}
    if chosen:
        person = _say(session, given[chosen[0]], words[chosen[0]], noted=noted)
        query = InviteQuery(person=person)
    else:
        query = InviteQuery(show=show, group=group, per_page=limit)
    page = reader.invite(query, session.app.settings.limits)
    _show(session, page, is_list=not chosen)


def _say(session: Session, who: str, status: str, *, noted: bool) -> int:
    from kreds.services.find_anybody import outsider_called
    from kreds.services.invite import say_invite

    app = session.app
    with app.store.reading() as db:
        person = outsider_called(db, who)
    say_invite(app.store, [person], status, today=app.today(), at=app.now(), noted=noted)
    return person


def _draft(session: Session, reader: "Reader", who: str, *, tone: str, language: str) -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say
    from kreds.composition.invite_draft import invite_draft
    from kreds.i18n.invite_words import draft_text
    from kreds.model.invitation import Tone
    from kreds.services.find_anybody import outsider_called
    from kreds.services.invite import InviteQuery

    for name, value, choices in (("--tone", tone, tuple(Tone)), ("--message-language", language, ("", "da", "en"))):
        if value not in choices:
            raise UsageError("CHOICE", name=name, value=value, choices=", ".join(filter(None, choices)))
    with reader.store.reading() as db:
        person = outsider_called(db, who)
    page = reader.invite(InviteQuery(person=person), session.app.settings.limits)
    if not page.candidates:
        raise UsageError("INVITE-RELATION")
    one, t = page.candidates[0].outsider, session.t
    chosen = reader.language_for(one, usual=t.language)
    spoken = language or chosen.language
    text = draft_text(invite_draft(one, Tone(tone), owner=page.owner), spoken, page.budget.limits.note_length)
    if session.as_json:
        why = "" if language else t.phrase(chosen.why)
        print_json(
            {"id": page.candidates[0].id, "language": spoken, "why": why, "tone": tone, "text": text, "link": one.link}
        )
        return
    say(session.out, *(printable(line) for line in text.split("\n")))
    say(session.out, "", printable(one.link))


def _show(session: Session, page: "InvitePage", *, is_list: bool) -> None:
    if session.as_json:
        from kreds.services.invite_shapes import invite_shape

        print_json(invite_shape(page, session.t.phrase))
        return
    from kreds.cli.terminal import say, steps

    t, out = session.t, session.out
    if page.candidates:
        _print_table(session, page)
    elif not page.known:
        say(out, t.text("Nobody but your relations is known yet."))
        steps(
            out,
            t.text("What you can do now"),
            [("kreds import FILE", t.text("a list of customers, a CRM, an address book or a calendar"))],
        )
        return
    else:
        say(out, t.text("Nobody stands here."))
    budget = page.budget
    say(
        out,
        t.text(
            "You have sent %(sent)s of %(most)s invitations in the last seven days: %(left)s left.",
            sent=budget.sent,
            most=budget.limits.invitations_per_week,
            left=budget.left,
        ),
    )
    undo = [] if is_list else [(session.command("judge --undo"), t.text("take it back"))]
    steps(
        out,
        t.text("What you can do now"),
        [
            *undo,
            (session.command("invite --draft WHO"), t.text("the message to send")),
            (session.command("invite --sent WHO"), t.text("say that you have invited them")),
        ],
    )


def _print_table(session: Session, page: "InvitePage") -> None:
    from kreds.cli.terminal import Column, cell, show_table
    from kreds.i18n.invite_words import state_words

    t = session.t
    columns = (
        Column(t.text("Name"), gives=True),
        Column(t.text("Company"), gives=True),
        Column(t.text("Points"), right=True),
        Column(t.text("Why"), folds=True),
    )
    rows: list[list[Any]] = []
    for one in page.candidates:
        why = "; ".join(t.phrase(reason.phrase) for reason in one.reasons[:3])
        state = state_words(one.invited.state.value, t)
        told = why if one.invited.state == "to_do" else f"{state}. {why}" if why else state
        rows.append([cell(one.outsider.name), cell(one.outsider.company), t.number(one.score, decimals=1), cell(told)])
    show_table(session.out, columns, rows)
