"""The part of the network about how far its owner's posts carry: the tasting, what if, who carries them, the plan."""

from collections.abc import Mapping, Sequence

from kreds.bootstrap import App
from kreds.reach.plan import Effort, Plan
from kreds.reach.tornado import Tornado
from kreds.reach.what_if import Comparison
from kreds.services import forecast_reach
from kreds.services.find_person import resolve_who
from kreds.services.forecast_reach import Doubt, Influences, OwnPart, Reach, Setting
from kreds.services.reach_steps import Wish, weekday_called


class Reaching:
    """What a network offers on the reach of posts; `kreds.api.network.Network` is the whole of it.

    All of it is a model (`kreds.reach`): LinkedIn documents no such sample and no number.
    """

    app: App

    def reach(self, assume: Mapping[str, float] | None = None, *, quality: float = 0.0, topic: str = "") -> Reach:
        """How far a post carries.

        Args:
            assume: assumptions by name (`kreds.reach.assumptions.ASSUMPTIONS`) in place of the usual ones.
            quality: how good the post is, in log odds of a reaction; 0 is usual.
            topic: what it is about in a word or two; "" for what the owner usually writes about.

        Raises:
            kreds.errors.UsageError: there is no such assumption, or a value can hardly be so.
        """
        return forecast_reach.reach(self.app.store, Setting(assume or {}, quality, topic))

    def reach_doubt(self) -> Doubt:
        """Between what the figures lie when all assumptions move in their ranges."""
        return forecast_reach.doubt(self.app.store)

    def what_if(
        self,
        *,
        let_go: Sequence[str] = (),
        wake: Sequence[str] = (),
        invite: int = 0,
        ask_for_comments: bool = False,
        better_day: bool = False,
        day: str = "",
        assume: Mapping[str, float] | None = None,
        topic: str = "",
    ) -> Comparison:
        """Before and after a change; nothing is changed by asking.

        Args:
            let_go: people by any name, or "list", "proposed", "worthless".
            wake: people, or "quiet".
            invite: so many new relations of the group that the goal lacks most.
            ask_for_comments: whether the post asks for comments.
            better_day: whether it comes at a better time (assumed).
            day: on which day of the week it comes ("monday" to "sunday"), as own posts of that day did.
            assume: and ``topic`` as in `reach`.
            topic: see above.

        Raises:
            kreds.errors.UsageError: somebody named is no relation, a number is out of bounds, or no posts
                tell of that day.
            kreds.errors.UnknownPersonError: nobody answers to a name.
            kreds.errors.AmbiguousPersonError: several do.
        """
        wish = Wish(tuple(let_go), tuple(wake), invite, ask_for_comments, better_day, weekday_called(day))
        return forecast_reach.what_if(self.app.store, wish, Setting(assume or {}, topic=topic), today=self.app.today())

    def who_carries(self, *, most: int = 10) -> Influences:
        """Who carries posts most, and who stops them."""
        return forecast_reach.influences(self.app.store, most=most)

    def carries(self, who: str) -> OwnPart | None:
        """What one relation does to posts; None for somebody who is no relation any more.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to that.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return forecast_reach.influence_of(self.app.store, resolve_who(self.app.store, who))

    def reach_plan(
        self, *, removals: int = 5, wakes: int = 5, invitations: int = 5, weeks: int = 4, figure: str = ""
    ) -> Plan:
        """The best set of steps for so many removals, wake-ups and invitations a week.

        Raises:
            kreds.errors.UsageError: there is no such figure, or a number is out of bounds.
        """
        effort = Effort(removals, wakes, invitations, weeks)
        return forecast_reach.plan(self.app.store, effort, figure=figure, today=self.app.today())

    def moves_most(self, figure: str = "chance") -> Tornado:
        """Which assumption moves a figure most.

        Raises:
            kreds.errors.UsageError: there is no such figure.
        """
        return forecast_reach.most_moving(self.app.store, figure)
