"""The part of the network about cleaning it up: portions, fates, the work list, what became of it."""

from collections.abc import Mapping
from datetime import date

from kreds.bootstrap import App
from kreds.model.review import Choice, Fate, Plan, Portion
from kreds.services import after_review, review_portion
from kreds.services.cleanup_history import History, history
from kreds.services.find_person import resolve_who
from kreds.services.review_card import Card
from kreds.services.review_state import ReviewState, review_state, shown_card
from kreds.services.work_list import WorkList, work_list


class Cleaning:
    """What a network offers for its clean-up; `kreds.api.network.Network` is the whole of it."""

    app: App

    def clean_up(self) -> ReviewState:
        """Where the clean-up stands: plan, the open portion with its next card, how many are let go."""
        return review_state(self.app.store, today=self.app.today())

    def take_portion(self, size: int = 50, choice: Choice = Choice.LIKELY, value: str = "") -> Portion:
        """Take a part of the network to go through; ``value`` is a group, a part of a company's name, or a year.

        Raises:
            kreds.errors.UsageError: another one is open, the value cannot be, or nobody is left to look at.
        """
        return review_portion.open_portion(
            self.app.store, choice, value, size, today=self.app.today(), at=self.app.now()
        )

    def finish_portion(self) -> None:
        """Close the open portion, whatever is left of it.

        Raises:
            kreds.errors.UsageError: none is open.
        """
        review_portion.finish(self.app.store, today=self.app.today(), at=self.app.now())

    def card(self, who: str) -> Card:
        """A relation as the deck shows it: what is known, what the rules say, what would be lost.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to that.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return shown_card(self.app.store, who, today=self.app.today())

    def say_fate(self, who: str, fate: Fate, *, until: date | None = None) -> None:
        """Say what becomes of a relation; ``until`` is the day a trial ends.

        Raises:
            kreds.errors.UsageError: it is no current relation, or the day cannot be.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        app, person = self.app, resolve_who(self.app.store, who)
        review_portion.say_fate(app.store, [person], fate, today=app.today(), at=app.now(), until=until)

    def plan(self, wanted: Mapping[str, float] | None = None) -> Plan:
        """The rhythm, after changing parts of it: times, size, line, daily.

        Raises:
            kreds.errors.UsageError: there is no such part, or it cannot be so.
        """
        if wanted:
            after_review.settle(self.app.store, wanted, at=self.app.now())
        return self.clean_up().found.plan

    def protect(self, who: str = "", *, company: str = "", group: str = "", on: bool = True) -> None:
        """Never propose somebody, anybody of an organization, or of a group; or let them be proposed again.

        Raises:
            kreds.errors.UsageError: there is no such organization.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        store, at = self.app.store, self.app.now()
        if who:
            after_review.protect(store, [resolve_who(store, who)], on=on, at=at)
        if company:
            after_review.protect_company(store, company, on=on, at=at)
        if group:
            after_review.protect_group(store, group, on=on, at=at)

    def work_list(self) -> WorkList:
        """Who is to be removed on LinkedIn by hand, and what goes with them."""
        return work_list(self.app.store, today=self.app.today())

    def tick_off(self, who: str, *, on: bool = True) -> None:
        """Say that somebody was removed by hand, or was not.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        app, person = self.app, resolve_who(self.app.store, who)
        after_review.tick_off(app.store, [person], on=on, today=app.today(), at=app.now())

    def keep_after_all(self, who: str) -> None:
        """Change one's mind about somebody who was let go, connected or gone.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        after_review.reconsider(self.app.store, [resolve_who(self.app.store, who)], at=self.app.now())

    def clean_up_history(self) -> History:
        """What became of the clean-ups: who was let go and why, and the network before, after and now."""
        return history(self.app.store, today=self.app.today())
