"""Posts: what each did, who reacted, from which groups; and the box to paste a list of who reacted."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.group_words import group_name
from kreds.i18n.post_words import (
    list_became,
    list_name,
    list_told,
    list_words,
    post_day,
    post_title,
    reaction_name,
    who_reacted,
)
from kreds.model.post import Post, PostList, PostReaction
from kreds.resolve.reactors import FIRST
from kreds.services.add_reactions import Preview, add_reactions
from kreds.services.import_files import ImportOptions
from kreds.services.read_posts import Posts
from kreds.services.reader import Reader
from kreds.services.say_lists import count_list_again, move_list, take_list_back
from kreds.text.posts import post_url
from kreds.web.forms import Form
from kreds.web.site import address, reader_of, said, show, site_of, translator_of

PER_PAGE = 30
_DIGITS = 7
_MOST_OFFERED = 200
"""So many of the newest posts are offered to paste a list for."""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post in words: what it is, its numbers ("" where nobody knows), who reacted, from which groups."""

    post: Post
    title: str
    day: str
    numbers: tuple[tuple[str, str], ...]
    who: str
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list of who reacted, in words; ``of`` is the title of the post it was read for, or its address."""

    one: PostList
    name: str
    told: str
    of: str


@dataclass(frozen=True, slots=True)
class PostsPage:
    """The list; ``covered`` says how far the lists of reactions reach, ``taken_back`` has those that count no more.

    ``no_words`` says that no post has words to be known by.
    """

    rows: tuple[PostRow, ...]
    total: int
    lists: int
    covered: str
    unplaced: int
    taken_back: tuple[ListRow, ...]
    before: str
    after: str
    page: int
    no_words: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody below a post, in words."""

    one: PostReaction
    did: str
    group: str


@dataclass(frozen=True, slots=True)
class PostPage:
    """One post with everybody known to have reacted, and the lists that say so.

    ``row`` is None where nothing tells of the post any more; ``other`` is then the one that its list is moved to, ""
    where it is taken back. ``offered`` are the posts that a list may be moved to.
    """

    row: PostRow | None
    people: tuple[PersonRow, ...] = ()
    lists: tuple[ListRow, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class PastePage:
    """The box: the posts that are offered, and which is chosen; ``other`` is an address that none of them has."""

    offered: tuple[tuple[str, str], ...]
    chosen: str
    other: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """Who a list is of, before it is kept; ``may_be`` names whom the unsure may be, by their place."""

    found: Preview
    problem: str = ""
    advice: str = ""

    @property
    def strangers(self) -> bool:
        """Whether LinkedIn calls somebody a connection of whom the files know nothing."""
        return any(one.degree == FIRST for one in self.found.others)


@dataclass(frozen=True, slots=True)
class AddedPage:
    """What was kept of a list."""

    post: str
    told: tuple[str, ...]
    unsure: int


@router.get("/posts")
def posts(request: Request) -> Response:
    """The list of posts."""
    t, found = translator_of(request), reader_of(request).posts()
    pages = max(1, -(-len(found.posts) // PER_PAGE))
    number = request.query_params.get("page", "")
    page = min(max(1, int(number)), pages) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 1
    shown = found.posts[(page - 1) * PER_PAGE : page * PER_PAGE]
    return show(
        request,
        "posts.html",
        PostsPage(
            rows=tuple(_row(one, t) for one in shown),
            total=len(found.posts),
            lists=found.lists,
            covered=_covered(found, t),
            unplaced=found.unplaced,
            taken_back=tuple(_list(one, found, t) for one in found.taken_back),
            before=address("/posts", [("page", str(page - 1))]) if page > 1 else "",
            after=address("/posts", [("page", str(page + 1))]) if page < pages else "",
            page=page,
            no_words=bool(found.posts) and not any(one.text for one in found.posts),
        ),
    )


@router.get("/posts/one")
def one_post(request: Request, post: str = "") -> Response:
    """One post."""
    if not post:
        return RedirectResponse("/posts", status_code=303)
    return show(request, "post.html", _page(request, post))


@router.post("/posts/lists")
def say_list(request: Request, form: Form) -> Response:
    """Take the list ``list`` back, move it ``to`` another post, or let it count; ``post`` is the page it is on."""
    app, t = site_of(request).app, translator_of(request)
    name, what = form.get("list", ""), form.get("what", "")
    if what == "move":
        done = move_list(app.store, name, form.get("to", ""), at=app.now())
    elif what in ("back", "again"):
        done = (take_list_back if what == "back" else count_list_again)(app.store, name, at=app.now())
    else:
        raise UsageError("CHOICE", name="what", value=what, choices="back, again, move")
    if not form.get("post"):
        row = _list(reader_of(request).said_of_list(done).list, reader_of(request).posts(), t)
        return said(show(request, "posts_list_again.html", row), list_became(done.list, t), undo=done.decided.id)
    try:
        page = _page(request, form["post"])
    except UsageError:
        # Nothing but this list told of the post.
        page = PostPage(None, other=done.list.post)
    return said(show(request, "post_body.html", page), list_became(done.list, t), undo=done.decided.id)


@router.get("/posts/paste")
def paste(request: Request, post: str = "") -> Response:
    """The box to paste a list into."""
    t, found = translator_of(request), reader_of(request).posts()
    offered = _offered(found, t)
    known = any(key == post for key, _ in offered)
    return show(request, "posts_paste.html", PastePage(offered, post if known else "", "" if known else post))


@router.post("/posts/preview")
def preview(request: Request, form: Form) -> Response:
    """Who the pasted list is of; nothing is written."""
    try:
        found = reader_of(request).preview_reactions(form.get("text", ""), _post(form))
    except UsageError as problem:
        empty = Preview("", (), (), ())
        message, advice = translator_of(request).error(problem)
        return show(request, "posts_preview.html", PreviewPage(empty, message, advice))
    return show(request, "posts_preview.html", PreviewPage(found))


@router.post("/posts/add")
def add(request: Request, form: Form) -> Response:
    """Keep the pasted list."""
    app, t = site_of(request).app, translator_of(request)
    text, post = form.get("text", ""), _post(form)
    reader = reader_of(request)
    found = reader.preview_reactions(text, post)
    before = _known(reader, found.post)
    options = ImportOptions(today=app.today(), now=app.now, origin="web")
    result = add_reactions(app.store, text, post, options)
    # Of a list that counts again nothing is new in the store, and everything on the post.
    fresh = max(sum(file.new for file in result.files), _known(reader, found.post) - before)
    told = (
        t.plural("%(n)s reaction is new.", "%(n)s reactions are new.", fresh),
        t.plural(
            "%(n)s of your relations is on the list.", "%(n)s of your relations are on the list.", len(found.known)
        ),
    )
    page = AddedPage(found.post, told, len(found.unsure))
    return said(show(request, "posts_added.html", page), " ".join(told))


def _known(reader: Reader, post: str) -> int:
    """How many are known to have reacted to a post."""
    try:
        return reader.post(post).listed
    except UsageError:
        return 0


def _post(form: Form) -> str:
    """The post a list is of: an address that was typed goes before one that was chosen."""
    return form.get("address", "").strip() or form.get("post", "")


def _row(one: Post, t: Translator) -> PostRow:
    figures = (
        (t.text("views"), one.figures.impressions),
        (t.text("people reached"), one.figures.members_reached),
        (t.text("engagements"), one.figures.engagements),
        (t.text("reactions"), one.figures.reactions),
        (t.text("comments"), one.figures.comments),
        (t.text("reposts"), one.figures.reposts),
    )
    return PostRow(
        post=one,
        title=post_title(one, t),
        day=post_day(one, t),
        numbers=tuple((word, t.number(count)) for word, count in figures if count is not None),
        who=who_reacted(one, t),
        groups=tuple((group_name(key, t), t.number(count)) for key, count in one.groups.items()),
    )


def _covered(found: Posts, t: Translator) -> str:
    return list_words(found.lists, found.wanted, t)


def _offered(found: Posts, t: Translator) -> tuple[tuple[str, str], ...]:
    """The newest posts in words, by their ids."""
    return tuple((one.id, f"{post_day(one, t)} · {post_title(one, t)}") for one in found.posts[:_MOST_OFFERED])


def _page(request: Request, post: str) -> PostPage:
    t, reader = translator_of(request), reader_of(request)
    found, others = reader.post(post), reader.posts()
    people = tuple(
        PersonRow(
            one, ", ".join(reaction_name(kind, t) for kind in one.kinds), group_name(one.group, t) if one.group else ""
        )
        for one in found.reactions
    )
    return PostPage(
        row=_row(found, t),
        people=people,
        lists=tuple(_list(one, others, t) for one in found.lists),
        offered=tuple(choice for choice in _offered(others, t) if choice[0] != found.id),
    )


def _list(one: PostList, known: Posts, t: Translator) -> ListRow:
    """A list in words."""
    read_for = next((post for post in known.posts if post.id == one.read_for), None)
    of = f"{post_day(read_for, t)} · {post_title(read_for, t)}" if read_for else post_url(one.read_for)
    return ListRow(one, list_name(one, t), list_told(one, t), of)
