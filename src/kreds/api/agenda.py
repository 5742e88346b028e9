"""The part of the network about cultivating it: the lines of this week, the plan, and how often to be in touch."""

from datetime import date

from kreds.bootstrap import App
from kreds.cultivation.agenda import monday_of
from kreds.model.agenda import AgendaPlan, LineSaid, Week
from kreds.model.log import LogKind
from kreds.services import plan_week
from kreds.services.change_plan import PlanChange, change_plan
from kreds.services.find_person import resolve_who
from kreds.services.plan_week import LineNote
from kreds.services.read_week import PersonAgenda, agenda_of, line_called


class Cultivating:
    """What a network offers for its agenda; `kreds.api.network.Network` is the whole of it."""

    app: App

    def week(self) -> Week:
        """The agenda of this week; the first look at it fixes its lines."""
        return plan_week.week(self.app.store, today=self.app.today(), at=self.app.now())

    def say_line(
        self,
        line: str,
        said: LineSaid = LineSaid.DONE,
        *,
        until: date | None = None,
        note: str = "",
        kind: LogKind | None = None,
    ) -> Week:
        """Say of a line that it is done, for later or not wanted; the week as it is then. One undo takes it back.

        Args:
            line: its number in the week (from 1), its `ref` or its `id`.
            said: what is said.
            until: when to propose it again (LATER); in a week unless named.
            note: what passed, logged along (DONE).
            kind: how it passed; wrote unless named.

        Raises:
            kreds.errors.UsageError: there is no such line, the day is not to come, or nobody could be meant.
        """
        app = self.app
        told = LineNote(kind or LogKind.WROTE, note) if note or kind else None
        found = line_called(self.week(), line)
        plan_week.say_line(app.store, found.id, said, today=app.today(), at=app.now(), until=until, note=told)
        return self.week()

    def week_anew(self) -> Week:
        """Choose the open lines of this week anew."""
        plan_week.begin_week(self.app.store, monday_of(self.app.today()), at=self.app.now())
        return self.week()

    def agenda_plan(self, change: PlanChange | None = None) -> AgendaPlan:
        """The plan, after changing parts of it.

        Raises:
            kreds.errors.UsageError: a part cannot be so.
        """
        app, today = self.app, self.app.today()
        if change:
            change_plan(app.store, change, today=today, at=app.now())
        return plan_week.plan_of(app.store, today=today)

    def cadence(self, who: str, days: int | None) -> None:
        """Say how often to be in touch with somebody: days between contacts, 0 for never, None as usual.

        Raises:
            kreds.errors.UsageError: more than ten years.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        plan_week.set_cadence(self.app.store, resolve_who(self.app.store, who), days, at=self.app.now())

    def occasions(self, who: str) -> PersonAgenda | None:
        """What there is a reason for with a relation, how often and when next; None for a former one.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return agenda_of(self.app.store, resolve_who(self.app.store, who), today=self.app.today())
