"""The part of the network about contact that no file shows, noted by the person."""

from collections.abc import Sequence
from datetime import date

from kreds.bootstrap import App
from kreds.model.log import LoggedLine, LogKind
from kreds.services import log_contact
from kreds.services.find_person import resolve_who
from kreds.services.log_contact import LogEffect


class Logbook:
    """What a network offers for logging; `kreds.api.network.Network` is the whole of it."""

    app: App

    def log(
        self,
        who: str,
        text: str = "",
        *,
        kind: LogKind = LogKind.MET,
        on: date | str = "",
        also: Sequence[str] = (),
    ) -> LogEffect:
        """Note contact with somebody, and with ``also`` whoever was there; how it moved each of them.

        ``on`` is a day, or words for one ("yesterday", "i går", "3 days ago"); today when nothing is said. It counts
        at once, over every later import, and one undo takes it back for all of them.

        Raises:
            kreds.errors.UsageError: the day is yet to come or cannot be, or the text is too long.
            kreds.errors.UnknownPersonError: nobody answers to one of the names.
            kreds.errors.AmbiguousPersonError: several do.
        """
        app, today = self.app, self.app.today()
        people = [resolve_who(app.store, one) for one in (who, *also)]
        day = on if isinstance(on, date) else log_contact.log_day(on, today)
        return log_contact.log_and_tell(app.store, people, kind, text, day, today=today, at=app.now())

    def logged(self, who: str = "", *, words: str = "", kind: LogKind | None = None) -> tuple[LoggedLine, ...]:
        """What was noted, the newest first: of everybody or of one, of one kind, with all of some words.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        people = [resolve_who(self.app.store, who)] if who else None
        return log_contact.logged(self.app.store, people, words=words, kind=kind)

    def drop_logged(self, number: int) -> None:
        """Take a line back by the number of its decision, with those that were logged together with it.

        Raises:
            kreds.errors.UsageError: no line that stands has that number.
        """
        log_contact.drop_line(self.app.store, number, at=self.app.now())
