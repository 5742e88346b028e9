"""``kreds posts``: what each post did and who reacted; and the copied lists of who reacted behind it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.lists_cmd import SAYING, say_list, show_lists, show_lists_of
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.model.post import Post
    from kreds.services.add_reactions import Preview
    from kreds.services.read_posts import Posts
    from kreds.services.reader import Reader

_MOST = 30
_WHAT = ("add", "lists", *SAYING)


def posts(
    *,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[add|lists|back|move|again]",
            help="Add a list of who reacted; see all lists; take one back, move it to another post, let it count.",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|LIST",
            help="The copied list as a text or a saved page, - reads it here; or a list’s id.",
            show_default=False,
        ),
    ] = None,
    post: Annotated[
        str,
        typer.Option(
            "--post", metavar="ADDRESS", help="The post: to show, or that the list is of.", show_default=False
        ),
    ] = "",
    look: Annotated[bool, typer.Option("--look", help="Only say who is on the list; nothing is written.")] = False,
    incognito: IncognitoOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What each of your posts did, and who reacted. No download says that: copy the list on LinkedIn and add it."""
    if what not in (None, *_WHAT):
        raise UsageError("CHOICE", name="posts", value=what, choices=", ".join(_WHAT))
    if what not in (None, "lists") and not file:
        raise UsageError("NOTHING-TO-DO")
    session = open_network(store, language, as_json=as_json)
    from kreds.services.reader import Reader

    reader = Reader(session.app.store, incognito=incognito, today=session.app.today())
    if what == "lists":
        show_lists(session, reader)
    elif what in SAYING and file:
        say_list(session, reader, what, file, post)
    elif file:
        _add(session, reader, file, post, look=look)
    elif post:
        _show_one(session, reader.post(post))
    else:
        _show(session, reader.posts())


def _add(session: Session, reader: "Reader", file: str, post: str, *, look: bool) -> None:
    from kreds.cli.import_cmd import show_import
    from kreds.services.add_reactions import add_reactions, said_post
    from kreds.services.import_files import ImportOptions, import_files
    from kreds.services.json_shapes import import_shape
    from kreds.services.post_shapes import preview_shape
    from kreds.services.read_post_lists import PASTED

    app = session.app
    path = Path(file)
    text = sys.stdin.read() if file == "-" else _text_of(path)
    if look:
        found = reader.preview_reactions(_needed(text), post)
        if session.as_json:
            print_json(preview_shape(found))
        else:
            _show_preview(session, found)
        return
    options = ImportOptions(today=app.today(), now=app.now, origin="cli")
    if text is None:
        # A saved page says by itself which post it is of, more often than not.
        from dataclasses import replace

        result = import_files(app.store, [path], replace(options, post=said_post(post) if post else "", anew=True))
    else:
        name = PASTED if file == "-" else f"{path.stem}.txt"
        result = add_reactions(app.store, text, post, options, name=name)
    if session.as_json:
        print_json(import_shape(result, session.t.phrase))
    else:
        show_import(session, result)
    raise typer.Exit(result.exit_code)


def _text_of(path: Path) -> str | None:
    """The list in a file, None where it is a page."""
    if not path.exists():
        raise UsageError("PATH-MISSING", path=path)
    if path.suffix.lower() in (".html", ".htm"):
        return None
    return path.read_bytes().decode("utf-8-sig", "replace")


def _needed(text: str | None) -> str:
    if text is None:
        raise UsageError("CHOICES-CLASH", one="--look", other="FILE.html")
    return text


def _show(session: Session, found: "Posts") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, heading, say, show_table, steps
    from kreds.i18n.post_words import list_words, post_kind, who_reacted
    from kreds.services.post_shapes import posts_shape

    t, out = session.t, session.out
    if session.as_json:
        print_json(posts_shape(found))
        return
    heading(out, t.text("Your posts"))
    if not found.posts:
        say(out, t.text("No file tells of any post of yours. They are in the large download from LinkedIn."))
        return
    rows = [
        (
            cell(t.short_day(one.day) if one.day else "", "dim"),
            cell(printable(one.text or post_kind(one.kind, t))),
            *(
                cell("" if n is None else t.number(n))
                for n in (one.figures.impressions, one.figures.reactions, one.figures.comments)
            ),
            cell(who_reacted(one, t)),
            cell(one.id, "dim"),
        )
        for one in found.posts[:_MOST]
    ]
    titles = (
        t.text("Day"),
        t.text("Post"),
        t.text("Views"),
        t.text("Reactions"),
        t.text("Comments"),
        t.text("Who"),
        "",
    )
    show_table(
        out, [Column(title, folds=place == 1, right=place in (2, 3, 4)) for place, title in enumerate(titles)], rows
    )
    more = len(found.posts) - _MOST
    if more > 0:
        say(out, t.plural("and %(n)s more", "and %(n)s more", more))
    say(out, list_words(found.lists, found.wanted, t))
    ways = [
        (session.command("posts add FILE --post ADDRESS"), t.text("add a list of who reacted, copied on LinkedIn")),
        (session.command(f"posts --post {found.posts[0].id}"), t.text("see who reacted to one of them")),
    ]
    steps(out, t.text("What you can do now"), ways)


def _show_one(session: Session, post: "Post") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, heading, say, show_table
    from kreds.i18n.group_words import group_name
    from kreds.i18n.post_words import post_kind, reaction_name, who_reacted
    from kreds.services.post_shapes import post_shape

    t, out = session.t, session.out
    if session.as_json:
        print_json(post_shape(post, with_people=True))
        return
    heading(out, printable(post.text or post_kind(post.kind, t)))
    say(out, *(line for line in (post.url, who_reacted(post, t)) if line))
    rows = [
        (
            cell(printable(one.name)),
            cell(", ".join(reaction_name(kind, t) for kind in one.kinds)),
            cell(group_name(one.group, t) if one.group else "", "dim"),
            cell(_standing(session, one.relation, unsure=one.is_unsure), "dim"),
        )
        for one in post.reactions
    ]
    show_table(out, [Column(title) for title in (t.text("Name"), t.text("What"), t.text("Group"), "")], rows)
    show_lists_of(session, post.lists)


def _standing(session: Session, relation: str, *, unsure: bool) -> str:
    t = session.t
    if relation:
        return relation
    return t.text("perhaps a relation: kreds matches") if unsure else t.text("no relation")


def _show_preview(session: Session, found: "Preview") -> None:
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import Column, cell, heading, say, show_table

    t, out = session.t, session.out
    heading(out, t.text("Who is on the list"))
    parts = (
        (found.known, t.text("a relation")),
        (found.unsure, t.text("perhaps a relation")),
        (found.others, t.text("no relation")),
    )
    rows = [
        (cell(printable(one.name)), cell(printable(one.headline), "dim"), cell(word))
        for part, word in parts
        for one in part
    ]
    show_table(out, [Column(t.text("Name")), Column(t.text("Headline"), folds=True), Column("")], rows)
    if found.set_aside:
        n = len(found.set_aside)
        say(out, t.plural("%(n)s line belongs to nobody.", "%(n)s lines belong to nobody.", n))
    say(out, t.text("Nothing has been written yet."))
