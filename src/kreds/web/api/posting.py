"""Posts, what they did, and who reacted to them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field

from kreds.services.add_reactions import add_reactions
from kreds.services.import_files import ImportOptions
from kreds.services.json_shapes import import_shape
from kreds.services.post_shapes import list_shapes, post_shape, posts_shape, preview_shape, said_list_shape
from kreds.services.say_lists import count_list_again, move_list, take_list_back
from kreds.web.api import shapes
from kreds.web.api.deciding import Said
from kreds.web.api.failing import ERRORS
from kreds.web.api.post_shapes import PostListsShape, PostsShape, PostWithPeopleShape, PreviewShape, SaidListShape
from kreds.web.api.reading import Json
from kreds.web.site import reader_of, site_of, translator_of

router = APIRouter(prefix="/api", responses=ERRORS)

PostAddress = Annotated[str, Query(max_length=2_000, description="A post's id, or its address on LinkedIn.")]


class SaidList(Said):
    """A list of who reacted or commented, as it was copied on LinkedIn, and the address of the post it is of."""

    post: str = Field("", max_length=2_000)
    text: str = Field(min_length=1, max_length=900_000)


class SaidOfListBody(Said):
    """What becomes of a list: it is taken back, counts again for the post it was read for, or moves to ``post``."""

    list: str = Field(min_length=1, max_length=64)
    what: Literal["take_back", "count_again", "move"]
    post: str = Field("", max_length=2_000)


@router.get("/posts", operation_id="posts", response_model=PostsShape)
def posts(request: Request) -> Json:
    """All posts that any file tells of, newest first."""
    return posts_shape(reader_of(request).posts())


@router.get("/posts/one", operation_id="post", response_model=PostWithPeopleShape)
def post(request: Request, post: PostAddress) -> Json:
    """One post, with everybody who is known to have reacted.

    Raises:
        UsageError: there is no such post.
    """
    return post_shape(reader_of(request).post(post), with_people=True)


@router.get("/posts/lists", operation_id="post_lists", response_model=PostListsShape)
def lists(request: Request) -> Json:
    """All lists of who reacted that were read, the newest first."""
    return {"lists": list_shapes(reader_of(request).post_lists())}


@router.post("/posts/lists", operation_id="say_list", response_model=SaidListShape)
def say_list(request: Request, said: SaidOfListBody) -> Json:
    """Take a list back, let it count again, or move it to the post that it is really of; undone like any decision.

    Raises:
        UsageError: no list has that id, or the post is none.
    """
    app = site_of(request).app
    if said.what == "move":
        done = move_list(app.store, said.list, said.post, at=app.now())
    else:
        done = (take_list_back if said.what == "take_back" else count_list_again)(app.store, said.list, at=app.now())
    return said_list_shape(reader_of(request).said_of_list(done))


@router.post("/posts/preview", operation_id="preview_reactions", response_model=PreviewShape)
def preview(request: Request, said: SaidList) -> Json:
    """See who a list is of; nothing is written.

    Raises:
        UsageError: the post is none, or nobody is in the list.
    """
    return preview_shape(reader_of(request).preview_reactions(said.text, said.post))


@router.post("/posts/reactions", operation_id="add_reactions", response_model=shapes.ImportShape)
def add(request: Request, said: SaidList) -> Json:
    """Keep a list of who reacted or commented; the same list again changes nothing.

    Raises:
        UsageError: the post is none, or nobody is in the list.
    """
    app = site_of(request).app
    options = ImportOptions(today=app.today(), now=app.now, origin="web")
    result = add_reactions(app.store, said.text, said.post, options)
    return import_shape(result, translator_of(request).phrase)
