"""What a network's composition comes to, in a sentence: alike on the pages and in the terminal."""

from kreds.composition.gaps import Gap, lacking
from kreds.i18n import Translator
from kreds.i18n.goal_words import segment_in_sentence, segment_of_many
from kreds.model.goal import Goal
from kreds.services.read_audience import Reached
from kreds.services.read_composition import Composition, Weighing

_HARDLY_ANY = 0.005


def headline(found: Composition, goal: Goal | None, t: Translator) -> str:
    """What is the case: the gap that matters most, or the largest group where nothing is wanted yet."""
    if not found.all.people:
        return t.text("There is nobody in your circle yet.")
    if not any(one.people for one in found.groups):
        return t.text("Kreds does not know yet who your relations are to you.")
    gap = main_gap(found, goal)
    if gap:
        return _gap(gap, found, t)
    if goal:
        return t.text("Your network has what your goal asks for.")
    largest = found.groups[0]
    share = t.percent(largest.counts[Weighing.ALL].share)
    return t.text(
        "%(group)s are your largest group: %(share)s.", group=segment_of_many(largest.segment, t), share=share
    )


def main_gap(found: Composition, goal: Goal | None) -> Gap | None:
    """The goal's group in which most people are missing; None where nobody is."""
    return next(iter(lacking(found.gaps(goal))), None)


def _gap(gap: Gap, found: Composition, t: Translator) -> str:
    group = segment_in_sentence(gap.segment, t)
    strong = found.group(gap.segment).counts[Weighing.STRONG].expected / found.all.people
    facts = {"share": t.percent(gap.share), "group": group, "want": t.percent(min(1.0, gap.want / found.all.people))}
    if not gap.have:
        return t.text("You want %(want)s %(group)s in your network, and have none yet.", **facts)
    if round(strong, 2) >= round(gap.share, 2):
        return t.text("%(share)s of your network are %(group)s; you want %(want)s.", **facts)
    if strong < _HARDLY_ANY:
        return t.text("%(share)s of your network are %(group)s, but hardly any are strong; you want %(want)s.", **facts)
    return t.text(
        "%(share)s of your network are %(group)s, but only %(strong)s are strong; you want %(want)s.",
        strong=t.percent(strong),
        **facts,
    )


def gap_glimpse(found: Composition, goal: Goal | None, t: Translator) -> str:
    """The gap that matters most as one sentence among others; "" without one."""
    gap = main_gap(found, goal)
    if gap is None or not found.all.people or not gap.have:
        return ""
    return t.text(
        "%(share)s are %(group)s; your goal is %(want)s.",
        share=t.percent(gap.share),
        group=segment_in_sentence(gap.segment, t),
        want=t.percent(min(1.0, gap.want / found.all.people)),
    )


def doubt(found: Composition, t: Translator) -> str:
    """How much of it is sure: people whose groups are certain, in doubt, and not known."""
    if not found.all.people:
        return ""
    expected = sum(one.counts[Weighing.ALL].expected for one in found.groups)
    sure = sum(one.certain for one in found.groups) / expected if expected else 0.0
    share = t.percent(min(1.0, sure))
    sure_of = t.text(
        "For one person Kreds is almost sure in %(share)s of the cases. "
        "The others count by how likely they are, so the sums are surer than any one of them.",
        share=share,
    )
    if not found.unknown.people:
        return sure_of
    unknown = t.percent(found.unknown.people / found.all.people)
    return f"{sure_of} " + t.text("%(unknown)s of your relations are in no group.", unknown=unknown)


def talks_with(reached: Reached, found: Composition, t: Translator) -> str:
    """How many belong to the audience; "" where it asks for nothing."""
    if not reached.is_narrow:
        return ""
    return t.plural(
        "%(n)s of your relations is somebody you want to talk with (%(share)s), %(strong)s of them strong.",
        "%(n)s of your relations are people you want to talk with (%(share)s), %(strong)s of them strong.",
        reached.people,
        share=t.percent(reached.people / found.all.people if found.all.people else 0.0),
        strong=reached.strong,
    )
