"""How far an invitation that the owner sends has come, from what they said and what LinkedIn's files show."""

from datetime import date, timedelta

from kreds.model.invitation import Invited, InviteState

DAYS_AFTER_WITHDRAWAL = 21
"""LinkedIn lets nobody be invited again for up to three weeks after an invitation to them was withdrawn."""


DAYS_TO_EXPIRE = 183
"""After half a year an invitation without an answer is taken as gone, and they can be invited anew."""


def invited(
    said: tuple[str, date] | None,
    *,
    sent: date | None,
    connected_on: date | None,
    today: date,
    weeks: int,
) -> Invited:
    """Where the inviting of one person stands.

    Args:
        said: the person's last word ("sent", "withdrawn", "not_now") and its day; None for none.
        sent: the day LinkedIn's list of invitations names, None when it names none.
        connected_on: since when the two are connected; None when they are not.
        today: the day.
        weeks: after so many without an answer an invitation is better withdrawn.

    >>> invited(("sent", date(2026, 9, 1)), sent=None, connected_on=None, today=date(2026, 10, 1), weeks=4).state
    <InviteState.NO_ANSWER: 'no_answer'>
    """
    word, day = said or ("", None)
    out = max((one for one in (sent, day if word == "sent" else None) if one), default=None)
    if connected_on is not None:
        return Invited(InviteState.ACCEPTED, connected_on) if out else Invited()
    if word == "withdrawn" and day and not (sent and sent > day):
        again = day + timedelta(days=DAYS_AFTER_WITHDRAWAL)
        return Invited(InviteState.WITHDRAWN if today < again else InviteState.TO_DO, day, again)
    if word == "not_now" and not (sent and day and sent > day):
        return Invited(InviteState.NOT_NOW, day)
    if out is None or (today - out).days >= DAYS_TO_EXPIRE:
        return Invited()
    waited = today - out >= timedelta(weeks=weeks)
    return Invited(InviteState.NO_ANSWER if waited else InviteState.SENT, out)
