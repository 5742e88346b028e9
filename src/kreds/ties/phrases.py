"""The sentences that count something, each with its form for one and for many."""

from dataclasses import replace
from datetime import date

from kreds.text.phrase import Phrase

_DAYS_A_YEAR, _DAYS_A_MONTH = 365.25, 30.44
_MONTHS_FROM, _YEARS_FROM = 60, 365

_COUNTED = {
    "days together": Phrase(
        "You have written with each other on %(n)s day", plural="You have written with each other on %(n)s days"
    ),
    "days they wrote": Phrase("They have written to you on %(n)s day", plural="They have written to you on %(n)s days"),
    "days you wrote": Phrase("You have written to them on %(n)s day", plural="You have written to them on %(n)s days"),
    "messages_in": Phrase("%(n)s message to you", plural="%(n)s messages to you"),
    "messages_out": Phrase("%(n)s message from you", plural="%(n)s messages from you"),
    "recommendations_in": Phrase("%(n)s recommendation from them", plural="%(n)s recommendations from them"),
    "recommendations_out": Phrase("%(n)s recommendation from you", plural="%(n)s recommendations from you"),
    "endorsements_in": Phrase("They have endorsed %(n)s of your skills"),
    "endorsements_out": Phrase("You have endorsed %(n)s of their skills"),
    "notes": Phrase("You have %(n)s note about them", plural="You have %(n)s notes about them"),
    "invitation_notes": Phrase("The invitation came with a few words"),
    "follows": Phrase("You follow them"),
    "starts_out": Phrase("You took it up anew %(n)s time", plural="You took it up anew %(n)s times"),
    "starts_in": Phrase("They took it up anew %(n)s time", plural="They took it up anew %(n)s times"),
    "replies": Phrase("A question was answered on %(n)s day", plural="Questions were answered on %(n)s days"),
    "answers_in": Phrase(
        "On %(n)s day you asked and they answered", plural="On %(n)s days you asked and they answered"
    ),
    "answers_out": Phrase(
        "On %(n)s day they asked and you answered", plural="On %(n)s days they asked and you answered"
    ),
    "kinds": Phrase("You are in touch in %(n)s way", plural="You are in touch in %(n)s ways"),
    "reactions": Phrase("They reacted to %(n)s of your posts"),
    "comments": Phrase(
        "They commented on %(n)s of your posts, or passed it on",
        plural="They commented on %(n)s of your posts, or passed them on",
    ),
    "group_messages": Phrase(
        "%(n)s message in conversations with a few others",
        plural="%(n)s messages in conversations with a few others",
    ),
    "blasts_in": Phrase(
        "%(n)s message sent to many at once does not count", plural="%(n)s messages sent to many at once do not count"
    ),
}
_ANSWERED = {
    ("knows", True): Phrase("You know each other well, you say"),
    ("knows", False): Phrase("You do not know each other well, you say"),
    ("met", True): Phrase("You have met, you say"),
    ("met", False): Phrase("You have never met, you say"),
    ("business", True): Phrase("You have done business, you say"),
    ("business", False): Phrase("You have done no business, you say"),
    ("helps", True): Phrase("You would like to help them, you say"),
    ("helps", False): Phrase("You would not go out of your way for them, you say"),
    ("related", True): Phrase("There is some relation between you, you say"),
    ("related", False): Phrase("There is no relation of any kind between you, you say"),
    ("reacts", True): Phrase("They react to your posts, you say"),
    ("reacts", False): Phrase("They never react to your posts, you say"),
}
_MET = Phrase("You have met on %(n)s day, on %(last)s", plural="You have met on %(n)s days, the last time on %(last)s")
_SILENCE = {
    "years": Phrase("No messages in %(n)s year", plural="No messages in %(n)s years"),
    "months": Phrase("No messages in %(n)s month", plural="No messages in %(n)s months"),
    "days": Phrase("No messages in %(n)s day", plural="No messages in %(n)s days"),
}
_LAST_MESSAGE = Phrase("The last message is %(n)s day old", plural="The last message is %(n)s days old")
_NO_CONTACT = {
    "years": Phrase("No contact for %(n)s year", plural="No contact for %(n)s years"),
    "months": Phrase("No contact for %(n)s month", plural="No contact for %(n)s months"),
    "days": Phrase("The last contact is %(n)s day old", plural="The last contact is %(n)s days old"),
}

_LASTED = {
    "years": Phrase("%(n)s year", plural="%(n)s years"),
    "months": Phrase("%(n)s month", plural="%(n)s months"),
    "days": Phrase("%(n)s day", plural="%(n)s days"),
}
_USUALLY = {
    "days": Phrase("every day", plural="every %(n)s days"),
    "weeks": Phrase("every week", plural="every %(n)s weeks"),
    "months": Phrase("every month", plural="every %(n)s months"),
    "years": Phrase("every year", plural="every %(n)s years"),
}
_WEEKS_FROM, _EVERY_MONTHS_FROM, _EVERY_YEARS_FROM = 5.5, 50.0, 547.0
"""A gap is told in the unit people would use: 19 days are three weeks, 50 are two months."""


def counted(what: str, n: int) -> Phrase:
    """What happened, and how often.

    >>> counted("days together", 34).english()
    'You have written with each other on 34 days'
    >>> counted("recommendations_in", 1).english()
    '1 recommendation from them'
    """
    return filled(_COUNTED[what], n)


def answered(question: str, *, yes: bool) -> Phrase:
    """What the person has answered: ``question`` is one of `kreds.ties.strength.YES`.

    >>> answered("met", yes=False).english()
    'You have never met, you say'
    """
    return _ANSWERED[question, yes]


def met(days: int, last: date) -> Phrase:
    """On how many days two have met, and when last.

    >>> met(4, date(2026, 3, 2)).english()
    'You have met on 4 days, the last time on 2026-03-02'
    """
    return Phrase(_MET.text, {"n": days, "last": last}, plural=_MET.plural, n=days)


def silence(days: int) -> Phrase:
    """For how long no message came, in the unit that fits.

    >>> silence(9 * 366).english(), silence(70).english(), silence(1).english()
    ('No messages in 9 years', 'No messages in 2 months', 'No messages in 1 day')
    """
    unit, n = _span(days)
    return filled(_SILENCE[unit], n)


def ago(days: int, *, by_message: bool) -> Phrase:
    """How long ago they were last in touch; a short while is told as such and not as silence.

    >>> ago(12, by_message=True).english(), ago(800, by_message=False).english()
    ('The last message is 12 days old', 'No contact for 2 years')
    """
    unit, n = _span(days)
    if not by_message:
        return filled(_NO_CONTACT[unit], n)
    return filled(_LAST_MESSAGE if unit == "days" else _SILENCE[unit], n)


def _span(days: int) -> tuple[str, int]:
    if days >= _YEARS_FROM:
        return "years", max(1, int(days / _DAYS_A_YEAR))
    return ("months", int(days / _DAYS_A_MONTH)) if days >= _MONTHS_FROM else ("days", days)


def lasted(days: int) -> Phrase:
    """A length of time in the unit that fits.

    >>> lasted(20).english(), lasted(250).english(), lasted(700).english(), lasted(800).english()
    ('20 days', '8 months', '22 months', '2 years')
    """
    if _MONTHS_FROM <= days < 2 * _YEARS_FROM:
        return filled(_LASTED["months"], int(days / _DAYS_A_MONTH))
    unit, n = _span(days)
    return filled(_LASTED[unit], n)


def usually(gap: float) -> Phrase:
    """How often something comes that has ``gap`` days between one time and the next.

    >>> [usually(gap).english() for gap in (0.4, 3.0, 7.0, 20.0, 61.0, 800.0)]
    ['every day', 'every 3 days', 'every week', 'every 3 weeks', 'every 2 months', 'every 2 years']
    """
    if gap < _WEEKS_FROM:
        return filled(_USUALLY["days"], max(1, round(gap)))
    if gap < _EVERY_MONTHS_FROM:
        return filled(_USUALLY["weeks"], round(gap / 7))
    if gap < _EVERY_YEARS_FROM:
        return filled(_USUALLY["months"], round(gap / _DAYS_A_MONTH))
    return filled(_USUALLY["years"], round(gap / _DAYS_A_YEAR))


def filled(phrase: Phrase, n: int) -> Phrase:
    """The phrase with this number in it.

    >>> filled(Phrase("%(n)s day", plural="%(n)s days"), 2).english()
    '2 days'
    """
    return replace(phrase, facts={"n": n}, n=n)
