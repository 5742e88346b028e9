"""``kreds settings``: how contact fades, whether words of messages are kept, and where everything lies."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json, shown_path
from kreds.errors import UsageError
from kreds.model.invitation import LIMIT_BOUNDS


class YesNo(StrEnum):
    """An answer."""

    YES = "yes"
    NO = "no"


def settings(
    *,
    half_life: Annotated[
        int | None,
        typer.Option(
            "--half-life", metavar="90|180|365", help="After how many days contact counts half.", show_default=False
        ),
    ] = None,
    keep_texts: Annotated[
        YesNo | None,
        typer.Option(
            "--keep-texts",
            metavar="yes|no",
            help="Keep the words of messages and posts from the next import on; no takes away those kept.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit",
            metavar="NAME=N",
            help="LinkedIn’s limits: invitations_per_week, note_length, notes_per_month (0: any), invitation_weeks.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What is settled, and what is stored; with options, settle it."""
    session = open_network(store, language, as_json=as_json)
    app = session.app
    from kreds.services import judge_relations
    from kreds.services.json_shapes import settled_shape
    from kreds.services.keep_texts import keeps_texts, say_keep_texts
    from kreds.services.said_invitations import limits, say_limits
    from kreds.services.what_is_stored import what_is_stored

    if half_life is not None:
        judge_relations.set_half_life(app.store, half_life, at=app.now())
    if keep_texts is not None:
        say_keep_texts(app.store, keep_texts is YesNo.YES, at=app.now())
    if limit:
        say_limits(app.store, dict(map(_limit, limit)), app.settings.limits, at=app.now())
    settled = settled_shape(
        what_is_stored(app.store),
        half_life_days=judge_relations.half_life(app.store),
        keep_texts=keeps_texts(app.store, settled=app.settings.keep_message_texts),
        limits=limits(app.store, app.settings.limits),
    )
    shape = {"store": app.store.target, **settled}
    if as_json:
        print_json(shape)
        return
    _say(session, shape)


def _limit(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if name not in LIMIT_BOUNDS or not (number.isascii() and number.isdigit() and len(number) < 7):
        raise UsageError("CHOICE", name="--limit", value=text, choices=", ".join(f"{one}=N" for one in LIMIT_BOUNDS))
    return name, int(number)


def _say(session: Session, shape: dict[str, Any]) -> None:
    from kreds.cli.terminal import say

    t = session.t
    kept, none = t.text("The words of messages are kept."), t.text("No words of messages are kept.")
    say(
        session.out,
        t.text("It all lies here:") + " " + shown_path(str(shape["store"])),
        t.text("A day of contact counts half after %(n)s days.", n=shape["half_life_days"]),
        kept if shape["keep_texts"] else none,
        t.text(
            "Invitations: %(week)s a week, %(notes)s notes a month of %(length)s characters, %(weeks)s weeks to wait.",
            week=shape["invitations_per_week"],
            length=shape["note_length"],
            notes=shape["notes_per_month"],
            weeks=shape["invitation_weeks"],
        ),
        t.plural("%(n)s relation.", "%(n)s relations.", shape["relations"]),
        t.plural("%(n)s message.", "%(n)s messages.", shape["messages"]),
        t.plural("%(n)s decision of yours.", "%(n)s decisions of yours.", shape["decisions"]),
    )
