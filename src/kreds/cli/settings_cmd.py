"""``kreds settings``: how contact fades, whether words of messages are kept, and where everything lies."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json, shown_path


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
            help="Keep the words of messages from the next import on; no takes away those kept.",
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
    from kreds.services.what_is_stored import what_is_stored

    if half_life is not None:
        judge_relations.set_half_life(app.store, half_life, at=app.now())
    if keep_texts is not None:
        say_keep_texts(app.store, keep_texts is YesNo.YES, at=app.now())
    settled = settled_shape(
        what_is_stored(app.store),
        half_life_days=judge_relations.half_life(app.store),
        keep_texts=keeps_texts(app.store, settled=app.settings.keep_message_texts),
    )
    shape = {"store": app.store.target, **settled}
    if as_json:
        print_json(shape)
        return
    _say(session, shape)


def _say(session: Session, shape: dict[str, Any]) -> None:
    from kreds.cli.terminal import say

    t = session.t
    kept, none = t.text("The words of messages are kept."), t.text("No words of messages are kept.")
    say(
        session.out,
        t.text("It all lies here:") + " " + shown_path(str(shape["store"])),
        t.text("A day of contact counts half after %(n)s days.", n=shape["half_life_days"]),
        kept if shape["keep_texts"] else none,
        t.plural("%(n)s relation.", "%(n)s relations.", shape["relations"]),
        t.plural("%(n)s message.", "%(n)s messages.", shape["messages"]),
        t.plural("%(n)s decision of yours.", "%(n)s decisions of yours.", shape["decisions"]),
    )
