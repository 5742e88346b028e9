"""How far the judgement can be trusted, in sentences: for the page and the command line."""

from kreds.i18n import Translator
from kreds.model.level import Level
from kreds.services.trust import RULES, Trust

_A_TIE = 0.005
"""Two numbers that rank as well as each other to the half of a hundredth are told as equals."""


def headline(found: Trust, t: Translator) -> str:
    """What came of those who would have been called strong, in one sentence."""
    if found.refusal:
        return t.text("That cannot be said yet.")
    strong = found.levels[Level.STRONG]
    if not strong.called:
        return t.text("A year ago, Kreds would have called nobody strong.")
    return t.plural(
        "A year ago, Kreds would have called %(n)s strong, and you have been in touch with %(touched)s since.",
        "Of the %(n)s that Kreds would have called strong a year ago, you have been in touch with %(touched)s since.",
        strong.called,
        touched=strong.touched,
    )


def touched(level: Level, found: Trust, t: Translator) -> str:
    """Of how many of a level it came true, with the share where there are any."""
    one = found.levels[level]
    if not one.called:
        return t.text("nobody")
    share = t.percent(one.touched / one.called)
    return t.text("%(touched)s of %(called)s (%(share)s)", touched=one.touched, called=one.called, share=share)


def pairwise(found: Trust, t: Translator) -> str:
    """The area under the curve as what it means: who of two comes first."""
    if found.refusal:
        return ""
    return t.text(
        "Of two relations, one of whom you were in touch with again and one not, Kreds puts the right one first "
        "%(times)s times of 100.",
        times=times_of_100(found, "alive"),
    )


def ranking_names(t: Translator) -> dict[str, str]:
    """What each way of ranking is called; Kreds' own first."""
    return {
        "alive": t.text("Kreds’ chance of contact"),
        "strength": t.text("Kreds’ strength"),
        "recency": t.text("whoever wrote last"),
        "messages": t.text("most messages"),
        "active_days": t.text("most days with messages"),
    }


def times_of_100(found: Trust, name: str) -> int:
    """How often of a hundred a way of ranking puts the right one first."""
    return round(100 * found.rankings[name].auc)


def beside_the_rules(found: Trust, t: Translator) -> str:
    """Whether Kreds ranks better than the best of the simple rules here."""
    if found.refusal:
        return ""
    best = max(RULES, key=lambda name: found.rankings[name].auc)
    ahead = found.rankings["alive"].auc - found.rankings[best].auc
    rule, times = ranking_names(t)[best], times_of_100(found, best)
    if ahead > _A_TIE:
        return t.text("The best simple rule, “%(rule)s”, does it %(times)s times.", rule=rule, times=times)
    if ahead < -_A_TIE:
        return t.text(
            "In your network a simple rule, “%(rule)s”, does better: %(times)s times.", rule=rule, times=times
        )
    return t.text("A simple rule, “%(rule)s”, does as well.", rule=rule)


def apart(found: Trust, t: Translator) -> str:
    """How far what was told lies from what came, in per cent points."""
    if found.calibration_error is None:
        return ""
    points = max(1, round(100 * found.calibration_error))
    return t.plural(
        "On average, what Kreds told and what came lie %(n)s point of 100 apart.",
        "On average, what Kreds told and what came lie %(n)s points of 100 apart.",
        points,
    )
