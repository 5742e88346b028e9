"""The card of a relation's page where it is put on trial, and asked about when the day has come."""

from dataclasses import dataclass
from datetime import date, timedelta

from kreds.i18n import Translator
from kreds.i18n.relation_words import trial_course, trial_state
from kreds.model.relation import RelationView
from kreds.services.trials import MOST_MONTHS
from kreds.text.dates import months_from


@dataclass(frozen=True, slots=True)
class TrialCard:
    """Where a trial stands and what has come of it.

    ``first`` and ``last`` are the days between which one can be chosen.
    """

    state: str
    course: tuple[str, ...]
    is_on: bool
    is_due: bool
    can_begin: bool
    first: date
    last: date


def trial_card(view: RelationView, t: Translator, *, today: date) -> TrialCard:
    """The card as it is on a day."""
    trial, since = view.relation.trial, view.since_trial
    return TrialCard(
        state=trial_state(trial, t, today=today),
        course=trial_course(trial, since, t) if since else (),
        is_on=trial.until is not None,
        is_due=trial.is_due(today),
        can_begin=view.relation.no_longer_since is None,
        first=today + timedelta(days=1),
        last=months_from(today, MOST_MONTHS),
    )
