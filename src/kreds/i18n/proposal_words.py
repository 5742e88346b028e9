"""How pages and commands say what a proposed rule follows from."""

from kreds.composition.rule_proposals import Ground
from kreds.i18n.group_words import group_name
from kreds.i18n.translator import Translator
from kreds.services.propose_rules import ProposedRule


def ground_words(one: ProposedRule, t: Translator) -> str:
    """Why a rule is asked about, in a sentence."""
    if one.ground is Ground.CORRECTIONS and one.rule.on:
        return t.plural(
            "You have put %(n)s of them there yourself.", "You have put %(n)s of them there yourself.", one.count
        )
    if one.ground is Ground.CORRECTIONS:
        return t.plural(
            "You have taken %(n)s of them out yourself.", "You have taken %(n)s of them out yourself.", one.count
        )
    if one.ground is Ground.JOB:
        return t.text("%(place)s is one of your own workplaces.", place=one.place)
    if one.ground is Ground.HOUSE_LIKE_JOB:
        return t.text("The name is like that of %(place)s, one of your own workplaces.", place=one.place)
    if one.ground is Ground.MAIL:
        return t.text("Such an address is one of %(place)s, one of your own workplaces.", place=one.place)
    return t.text("Your lists say so of the company.")


def moves_words(one: ProposedRule, t: Translator) -> str:
    """How many a rule would move, of those it is about."""
    return t.plural(
        "It would move %(n)s of %(all)s relations.",
        "It would move %(n)s of %(all)s relations.",
        one.moved,
        all=one.people,
    )


def target_words(one: ProposedRule, t: Translator) -> str:
    """The group that a rule puts people into, or keeps them out of."""
    group = group_name(one.rule.segment, t)
    return group if one.rule.on else t.text("not: %(group)s", group=group)
