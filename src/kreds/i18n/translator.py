"""Says things in one language: sentences filled with facts, numbers, days, levels.

Facts are formatted by their type: whole numbers get their thousands separated (so pass a year as text), days are
written out, texts stay as they are. Nothing here escapes HTML; templates do.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from kreds.errors import PROBLEMS, KredsError, RefusedError
from kreds.i18n.catalogue import messages
from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.level import Level, Seen, Sign
from kreds.text.phrase import Phrase

_DAYS_A_YEAR = 365.25
_DAYS_A_MONTH = _DAYS_A_YEAR / 12
_WHOLE_MESSAGE = "%(message)s"
_MISSING = re.compile(r"%\((\w+)\)s")


class Translator:
    """One language's way of saying things; making one costs next to nothing after the first.

    ``dates`` is how days are written: "words" (3 Oct 2026), "numbers" (03/10/2026) or "iso" (2026-10-03).
    """

    def __init__(self, language: str, *, dates: str = "words") -> None:
        self.language = language
        self.dates = dates
        # Denmark's and Britain's habits: day before month, which is what the people here are used to.
        self.locale = Locale.parse({"en": "en_GB", "da": "da_DK"}[language])
        self._messages = messages(language)

    # ---- sentences ----

    def text(self, message: str, /, *, context: str = "", **facts: object) -> str:
        """``message`` in this language, its ``%(name)s`` filled with ``facts`` (a literal per cent sign is ``%%``)."""
        found = self._messages.pgettext(context, message) if context else self._messages.gettext(message)
        return found % self._filled(facts)

    def plural(self, one: str, many: str, n: int, /, **facts: object) -> str:
        """The form for ``n``, which is itself a fact: ``%(n)s``."""
        return self._messages.ngettext(one, many, n) % self._filled({"n": n, **facts})

    def phrase(self, phrase: Phrase) -> str:
        """A phrase of the core in this language."""
        if phrase.plural:
            found = self._messages.ngettext(phrase.text, phrase.plural, phrase.n)
        else:
            found = self._messages.gettext(phrase.text)
        return found % self._filled({"n": phrase.n, **phrase.facts})

    def error(self, error: KredsError) -> tuple[str, str]:
        """What went wrong (with file, line, column and what was kept) and what to do about it ("" when nothing)."""
        if error.template == _WHOLE_MESSAGE:
            message = self._messages.gettext(str(error.facts.get("message", "")))
        else:
            message = self._loose(error.template, error.facts)
        advice = self._loose(error.what_to_do, error.facts) if error.what_to_do else ""
        if isinstance(error, RefusedError):
            kept = self._loose(error.kept, error.facts)
            message = f"{self.place(error.file, error.line, error.column)}: {message} {kept}"
        return message, advice

    def problem(self, code: str, facts: Mapping[str, object]) -> tuple[str, str]:
        """The sentence of a row's problem and the sentence that helps."""
        problem = PROBLEMS[code]
        return self._loose(problem.message, facts), self._loose(problem.what_to_do, facts)

    def place(self, file: str, line: int | None = None, column: str | None = None) -> str:
        """Where in a file something stands."""
        if line is None:
            return file
        if column:
            return self.text("%(file)s, line %(line)s, column “%(column)s”", file=file, line=str(line), column=column)
        return self.text("%(file)s, line %(line)s", file=file, line=str(line))

    def _loose(self, message: str, facts: Mapping[str, object]) -> str:
        """As `text`, but a fact that is missing (a stored row of an older version) shows as an ellipsis."""
        filled = self._filled(facts)
        for name in _MISSING.findall(message):
            filled.setdefault(name, "…")
        return self._messages.gettext(message) % filled

    def _filled(self, facts: Mapping[str, object]) -> dict[str, str]:
        return {name: self.fact(value) for name, value in facts.items()}

    # ---- values ----

    def fact(self, value: object) -> str:
        """A value as it stands in a sentence."""
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, float):
            return self.number(value, decimals=2)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Phrase):
            return self.phrase(value)
        return str(value)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """A number with this language's separators, with at most ``decimals`` decimals."""
        return _number(value, decimals, self.locale)

    def percent(self, share: float) -> str:
        """A share in [0, 1] in whole per cent; what is neither none nor all is never shown as such."""
        if 0 < share < 0.005:
            return "< " + format_percent(0.01, "#,##0 %" if self.language == "da" else "#,##0%", locale=self.locale)
        shown = 0.99 if 0.995 <= share < 1 else share
        return format_percent(shown, locale=self.locale)

    def day(self, day: date) -> str:
        """A day in full: 3 October 2026, or as the person wants days written."""
        return format_date(day, "long", locale=self.locale) if self.dates == "words" else self.short_day(day)

    def short_day(self, day: date) -> str:
        """A day where room is scarce: 3 Oct 2026."""
        if self.dates == "iso":
            return day.isoformat()
        if self.dates == "numbers":
            return format_date(day, "dd.MM.y" if self.language == "da" else "dd/MM/y", locale=self.locale)
        return format_date(day, "medium", locale=self.locale)

    def month(self, day: date) -> str:
        """The month of a day: October 2026."""
        return format_skeleton("yMMMM", day, locale=self.locale)

    def short_month(self, day: date) -> str:
        """The month of a day where room is scarce: Oct 2026."""
        return format_skeleton("yMMM", day, locale=self.locale)

    def span(self, days: int) -> str:
        """A length of time in its largest fitting unit, rounded down: 9 years."""
        if days >= _DAYS_A_YEAR:
            return self.plural("%(n)s year", "%(n)s years", int(days / _DAYS_A_YEAR))
        if days >= _DAYS_A_MONTH:
            return self.plural("%(n)s month", "%(n)s months", int(days / _DAYS_A_MONTH))
        return self.plural("%(n)s day", "%(n)s days", days)

    def duration(self, seconds: float) -> str:
        """How long something takes: 8 seconds, 3 min."""
        if seconds < 1:
            return self.text("less than a second")
        if seconds < 90:
            return self.plural("%(n)s second", "%(n)s seconds", round(seconds))
        return self.minutes(round(seconds / 60))

    def minutes(self, minutes: int) -> str:
        """Minutes, short."""
        return self.text("%(n)s min", n=minutes)

    def size(self, count: int) -> str:
        """A number of bytes in the unit people know: 12 MB."""
        for limit, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
            if count >= limit:
                return f"{self.number(count / limit, decimals=1 if count < 10 * limit else 0)} {unit}"
        return f"{self.number(count)} B"

    # ---- words of the guide ----

    def level(self, level: Level) -> str:
        """The level of one relation (guide G1.8)."""
        words = {
            Level.STRONG: self.text("strong"),
            Level.AVERAGE: self.text("average"),
            Level.WORTHLESS: self.text("worthless"),
            Level.UNKNOWN: self.text("unknown"),
        }
        return words[level]

    def level_of_many(self, level: Level) -> str:
        """The level of several relations, as it follows their number: "142 strong"."""
        words = {
            Level.STRONG: self.text("strong", context="many"),
            Level.AVERAGE: self.text("average", context="many"),
            Level.WORTHLESS: self.text("worthless", context="many"),
            Level.UNKNOWN: self.text("we know too little about", context="many"),
        }
        return words[level]

    def sign(self, sign: Sign) -> str:
        """One of the signs that a relation lives (guide G3.6)."""
        words = {
            Sign.COMMUNICATED: self.text("Written to each other"),
            Sign.MET: self.text("Met in real life"),
            Sign.COMMON_GROUND: self.text("Something in common"),
            Sign.CONTENT: self.text("Interacts with each other’s posts"),
        }
        return words[sign]

    def known_only(self, fact: Fact) -> str:
        """A fact that only the person knows, as they would say it."""
        words = {
            Fact.KNOWS: self.text("We know each other well"),
            Fact.MET: self.text("We have met"),
            Fact.BUSINESS: self.text("We have done business"),
            Fact.HELPS: self.text("I would like to help"),
            Fact.RELATED: self.text("We have some relation"),
            Fact.REACTS: self.text("They react to my posts"),
        }
        return words[fact]

    def criterion(self, criterion: Criterion) -> str:
        """A criterion of the three levels (guide G1.8)."""
        if criterion in {fact.value for fact in Fact}:
            return self.known_only(Fact(criterion.value))
        return self.text("We write to each other") if criterion is Criterion.INTERACT else self.sign(Sign.COMMON_GROUND)

    def emphasis(self, emphasis: Emphasis) -> str:
        """How much a criterion counts."""
        words = {
            Emphasis.OFF: self.text("not at all"),
            Emphasis.LITTLE: self.text("a little"),
            Emphasis.FULL: self.text("as in the guide"),
            Emphasis.MUCH: self.text("a lot"),
        }
        return words[emphasis]

    def reason(self, reason: str) -> str:
        """Why a row was left out on purpose; a reason of a newer reader is said as it stands."""
        words = {
            "draft": self.text("draft"),
            "sponsored": self.text("sponsored"),
            "spam": self.text("spam"),
            "forgotten": self.text("you asked to forget"),
            "hidden member": self.text("hidden member"),
            "header only": self.text("header only"),
            "no name": self.text("no name"),
            "not a person": self.text("not a person"),
            "unpublished": self.text("unpublished"),
            "blank": self.text("empty row"),
            "report footer": self.text("footer of a report"),
            "nobody else": self.text("nobody else takes part"),
            "replaced": self.text("replaced by a later word"),
            "in both rankings": self.text("the same post in the other ranking"),
            "other mail": self.text("a mail about something else"),
            "other notice": self.text("another mail from LinkedIn"),
            "unsigned mail": self.text("a mail whose signature does not hold"),
        }
        return words.get(reason, reason)

    def kind(self, kind: str) -> str:
        """What a file of an archive is about; a kind of a newer version is said as it stands."""
        words = {
            "connections": self.text("Your relations"),
            "messages": self.text("Messages", context="file"),
            "invitations": self.text("Invitations"),
            "endorsements_given": self.text("Skills you endorsed"),
            "endorsements_received": self.text("Skills of yours that were endorsed"),
            "recommendations_given": self.text("Recommendations you gave"),
            "recommendations_received": self.text("Recommendations you got"),
            "notes": self.text("Your notes"),
            "member_follows": self.text("People you follow"),
            "contacts": self.text("Your address book"),
            "positions": self.text("Your work"),
            "education": self.text("Your education"),
            "profile": self.text("Your profile"),
            "email_addresses": self.text("Your mail addresses"),
            "reactions": self.text("Your reactions"),
            "comments": self.text("Your comments"),
            "shares": self.text("Your posts"),
            "reposts": self.text("Your reposts"),
            "votes": self.text("Your votes"),
            "saved_items": self.text("What you saved"),
            "articles": self.text("Your articles"),
            "company_follows": self.text("Companies you follow"),
            "events": self.text("Events"),
            "learning": self.text("Courses"),
            "hubspot": self.text("List from %(system)s", system="HubSpot"),
            "pipedrive": self.text("List from %(system)s", system="Pipedrive"),
            "salesforce": self.text("List from %(system)s", system="Salesforce"),
            "dynamics": self.text("List from %(system)s", system="Dynamics 365"),
            "google": self.text("Contacts from %(system)s", system="Google"),
            "outlook": self.text("Contacts from %(system)s", system="Outlook"),
            "people": self.text("A list of people"),
            "companies": self.text("A list of companies"),
            "calendar": self.text("Your calendar"),
            "vcards": self.text("Your address book (cards)"),
            "post_analytics": self.text("The figures of your posts"),
            "post_reactions": self.text("Who reacted to a post"),
            "post_mails": self.text("Mails about reactions"),
        }
        return words.get(kind, kind)

    def seen(self, seen: Seen) -> str:
        """Whether the sources show a sign, and whether they could have (H1)."""
        words = {
            Seen.SEEN: self.text("seen"),
            Seen.NOT_SEEN: self.text("not seen"),
            Seen.NOT_COVERED: self.text("not in these files"),
        }
        return words[seen]


@lru_cache(maxsize=8192)
def _number(value: float, decimals: int, locale: Locale) -> str:
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=locale)
