"""What pages and commands say alike of a relation: its trial, what has come of it, and whom it is a bridge to."""

from datetime import date

from kreds.i18n.translator import Translator
from kreds.model.relation import Relation
from kreds.model.trial import SinceTrial, Trial, TrialOutcome


def trial_state(trial: Trial, t: Translator, *, today: date) -> str:
    """Where a trial stands, "" without one."""
    if trial.until:
        if trial.is_due(today):
            return t.text("The trial ran until %(day)s: keep, or let go?", day=trial.until)
        return t.text("On trial until %(day)s", day=trial.until)
    if trial.outcome is TrialOutcome.KEEP and trial.ended:
        return t.text("Kept after a trial, %(day)s", day=trial.ended)
    if trial.outcome is TrialOutcome.LET_GO and trial.ended:
        return t.text("Let go after a trial, %(day)s", day=trial.ended)
    return ""


def trial_course(trial: Trial, since: SinceTrial, t: Translator) -> tuple[str, ...]:
    """What has come of a trial, in sentences; where the files could not have shown it, they say so."""
    if trial.since is None:
        return ()
    began = t.text("It began on %(day)s.", day=trial.since)
    if since.seen_to < trial.since:
        return began, t.text("The files end before that: a fresh download will show what has come of it.")
    told = [began]
    if since.days:
        told.append(
            t.plural(
                "Since then you wrote on %(n)s day: %(out)s from you, %(in_)s to you.",
                "Since then you wrote on %(n)s days: %(out)s from you, %(in_)s to you.",
                since.days,
                out=since.messages_out,
                in_=since.messages_in,
            )
        )
    if since.others:
        told.append(
            t.plural(
                "There was %(n)s invitation, endorsement or recommendation.",
                "There were %(n)s invitations, endorsements or recommendations.",
                since.others,
            )
        )
    if not since.is_covered:
        told.append(t.text("Your messages are not among the files, so they cannot show all."))
    elif len(told) == 1:
        told.append(t.text("Since then nothing has passed between you."))
    return *told, t.text("The files reach to %(day)s.", day=since.seen_to)


def bridge(relation: Relation, t: Translator) -> str:
    """Whether there is anybody else at the same place, "" where that is not known."""
    if not relation.bridge:
        return ""
    return t.plural(
        "Your only relation at %(company)s",
        "One of your %(n)s relations at %(company)s",
        relation.at_same_place,
        company=relation.company,
    )
