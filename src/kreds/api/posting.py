"""The part of the network about posts: what each did, and who reacted."""

from kreds.bootstrap import App
from kreds.model.importing import ImportResult
from kreds.model.post import Post, PostList
from kreds.services import add_reactions, read_post_lists, read_posts, say_lists
from kreds.services.add_reactions import Preview
from kreds.services.import_files import ImportOptions
from kreds.services.read_posts import Posts


class Posting:
    """What a network offers for posts; `kreds.api.network.Network` is the whole of it."""

    app: App

    def posts(self) -> Posts:
        """Everything that was posted, newest first, with who is known to have reacted."""
        return read_posts.all_posts(self.app.store)

    def post(self, post: str) -> Post:
        """One post, by its id or its address.

        Raises:
            kreds.errors.UsageError: no file tells of it.
        """
        return read_posts.one_post(self.app.store, post)

    def preview_reactions(self, text: str, post: str = "") -> Preview:
        """See who a copied list of reactions or comments is of; nothing is written.

        ``post`` is the address of the post; it may stand in the first line of the text instead.

        Raises:
            kreds.errors.UsageError: it is no post, or nobody is in the list.
        """
        return add_reactions.preview_reactions(self.app.store, text, post)

    def add_reactions(self, text: str, post: str = "") -> ImportResult:
        """Keep such a list: it counts at once. The same list again changes nothing.

        Raises:
            kreds.errors.UsageError: it is no post, or nobody is in the list.
        """
        app = self.app
        options = ImportOptions(today=app.today(), now=app.now, origin="python")
        return add_reactions.add_reactions(app.store, text, post, options)

    def post_lists(self) -> tuple[PostList, ...]:
        """Every list of who reacted that was read, the newest first."""
        return read_post_lists.all_lists(self.app.store)

    def take_list_back(self, name: str) -> PostList:
        """Let a list that went to the wrong post count for none, by its id; `undo` takes that back.

        Raises:
            kreds.errors.UsageError: no list has that id.
        """
        return say_lists.take_list_back(self.app.store, name, at=self.app.now()).list

    def move_list(self, name: str, post: str) -> PostList:
        """Let a list count for the post that it is really of, by the post's id or its address.

        Raises:
            kreds.errors.UsageError: no list has that id, or it is no post.
        """
        return say_lists.move_list(self.app.store, name, post, at=self.app.now()).list

    def count_list_again(self, name: str) -> PostList:
        """Let a list count for the post that it was read for.

        Raises:
            kreds.errors.UsageError: no list has that id.
        """
        return say_lists.count_list_again(self.app.store, name, at=self.app.now()).list
