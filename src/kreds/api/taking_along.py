"""The part of the network that takes the week along: as a calendar, a document, a mail, notes or a table."""

from kreds.bootstrap import App
from kreds.i18n import Translator
from kreds.model.agenda_out import OutFormat
from kreds.services.agenda_out import week_to_take
from kreds.services.agenda_time import agenda_time, clock_time, say_agenda_time


class TakingAlong:
    """What a network offers for it; `kreds.api.network.Network` is the whole of it."""

    app: App

    def agenda_file(
        self, format_: OutFormat | str = OutFormat.ICS, *, language: str = "en", incognito: bool = False
    ) -> bytes:
        """This week's agenda as the content of a file: "ics", "html", "md", "eml" or "csv".

        ``language`` is "en" or "da"; ``incognito`` writes invented names. The first look at a week fixes its lines.
        """
        from kreds.web.agenda_out import agenda_out

        app = self.app
        week = week_to_take(app.store, today=app.today(), at=app.now(), incognito=incognito)
        starts = agenda_time(app.store)
        return agenda_out(week, Translator(language), OutFormat(format_), starts=starts, at=app.now())

    def agenda_time(self, clock: str = "") -> str:
        """When the agenda stands in a calendar, as in "08:30"; with ``clock`` it is that from now on.

        Raises:
            kreds.errors.UsageError: it is no time of day.
        """
        if clock:
            say_agenda_time(self.app.store, clock_time(clock), at=self.app.now())
        return agenda_time(self.app.store).isoformat(timespec="minutes")
