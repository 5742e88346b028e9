"""``kreds posts lists``, ``back``, ``move`` and ``again``: the lists of who reacted, and which post each counts for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kreds.cli.session import Session, print_json

if TYPE_CHECKING:
    from kreds.model.post import PostList
    from kreds.services.reader import Reader

SAYING = ("back", "move", "again")
"""What can be said of a list: take it back, move it to another post, let it count for the one it was read for."""


def show_lists(session: Session, reader: "Reader") -> None:
    """All lists, the newest first."""
    from kreds.cli.terminal import heading, say
    from kreds.services.post_shapes import list_shapes

    found = reader.post_lists()
    if session.as_json:
        print_json({"lists": list_shapes(found)})
        return
    heading(session.out, session.t.text("Your lists of who reacted"))
    if not found:
        say(session.out, session.t.text("No list of who reacted has been read yet."))
    show_lists_of(session, found, with_posts=True)


def show_lists_of(session: Session, lists: "Sequence[PostList]", *, with_posts: bool = False) -> None:
    """Some of them, with how to take one back; nothing where there are none."""
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, show_table, steps
    from kreds.i18n.post_words import list_name, list_told

    if not lists:
        return
    t, out = session.t, session.out
    rows = [
        (
            cell(printable(list_name(one, t))),
            cell(list_told(one, t), "dim"),
            *((cell(printable(one.post or one.read_for), "dim"),) if with_posts else ()),
            cell(_standing(session, one), "dim"),
            cell(one.id, "dim"),
        )
        for one in lists
    ]
    middle = [Column(t.text("Post"))] if with_posts else []
    show_table(out, [Column(t.text("List")), Column(""), *middle, Column(""), Column("")], rows)
    first = lists[0]
    ways = [(session.command(f"posts again {first.id}"), t.text("let the list count again"))]
    if not first.is_taken_back:
        ways = [
            (session.command(f"posts back {first.id}"), t.text("wrong post: take the list back")),
            (
                session.command(f"posts move {first.id} --post ADDRESS"),
                t.text("it belongs to this post: move it there"),
            ),
        ]
    steps(out, t.text("What you can do now"), ways)


def say_list(session: Session, reader: "Reader", what: str, name: str, post: str) -> None:
    """Take a list back, move it, or let it count again."""
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say
    from kreds.i18n.post_words import list_became, list_name, list_told
    from kreds.services.post_shapes import said_list_shape
    from kreds.services.say_lists import count_list_again, move_list, take_list_back

    app, t = session.app, session.t
    if what == "move":
        done = move_list(app.store, name, post, at=app.now())
    else:
        done = (take_list_back if what == "back" else count_list_again)(app.store, name, at=app.now())
    done = reader.said_of_list(done)
    if session.as_json:
        print_json(said_list_shape(done))
        return
    say(session.out, f"{printable(list_name(done.list, t))}, {list_told(done.list, t)}", list_became(done.list, t))
    if done.decided.id:
        say(session.out, t.text("Undo: %(command)s", command=session.command("judge --undo")))


def _standing(session: Session, one: "PostList") -> str:
    t = session.t
    if one.is_taken_back:
        return t.text("taken back")
    return t.text("moved here") if one.is_moved else ""
