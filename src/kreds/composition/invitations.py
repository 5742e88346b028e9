"""Whom to accept (guide G1.6, G1.10): an invitation judged against the policy that the person has laid down once.

First the grounds on which the two know each other, then those who are turned away, then the weaker grounds, then those
who say nothing; for the rest counts what the policy says of them.
"""

from collections.abc import Mapping

from kreds.composition.invite import fitting
from kreds.composition.invite_reasons import met_phrase, shared_phrase, status_phrase, wrote_phrase
from kreds.model.goal import Audience
from kreds.model.invitation import Ground, Policy, Ruling, Unwanted, Verdict
from kreds.model.outsider import Outsider
from kreds.model.segment import AccountStatus, Segment
from kreds.model.title import Function, Role, Seniority
from kreds.text.organizations import organization_key
from kreds.text.phrase import Phrase

LIKELY = 0.5
"""From this share on, somebody counts as in a group."""
_KNOW_EACH_OTHER = (Ground.CUSTOMER, Ground.COLLEAGUE, Ground.PARTNER, Ground.MET, Ground.WROTE, Ground.POTENTIAL)
_SEGMENTS: Mapping[Ground, tuple[Segment, ...]] = {
    Ground.CUSTOMER: (Segment.CURRENT_CUSTOMER, Segment.FORMER_CUSTOMER),
    Ground.POTENTIAL: (Segment.POTENTIAL_CUSTOMER,),
    Ground.COLLEAGUE: (Segment.CURRENT_COLLEAGUE, Segment.FORMER_COLLEAGUE),
    Ground.PARTNER: (Segment.PARTNER, Segment.SUPPLIER),
}
_STATUSES: Mapping[Ground, tuple[AccountStatus, ...]] = {
    Ground.CUSTOMER: (AccountStatus.CURRENT, AccountStatus.FORMER),
    Ground.POTENTIAL: (AccountStatus.POTENTIAL,),
    Ground.PARTNER: (AccountStatus.PARTNER, AccountStatus.SUPPLIER),
}
_GROUP_PHRASES: Mapping[Ground, Phrase] = {
    Ground.CUSTOMER: Phrase("They are in your group of customers"),
    Ground.POTENTIAL: Phrase("They are in your group of possible customers"),
    Ground.COLLEAGUE: Phrase("They are in your group of colleagues"),
    Ground.PARTNER: Phrase("They are in your group of partners and suppliers"),
}


def grounds(one: Outsider, audience: Audience) -> dict[Ground, Phrase]:
    """Every ground that speaks for being connected to somebody, and what shows it."""
    found: dict[Ground, Phrase] = {}
    for ground in _SEGMENTS:
        if one.status in _STATUSES.get(ground, ()) and one.status is not AccountStatus.NONE:
            found[ground] = status_phrase(one.status)
        elif any(one.groups.get(segment, 0.0) >= LIKELY for segment in _SEGMENTS[ground]):
            found[ground] = _GROUP_PHRASES[ground]
    if one.meetings:
        found[Ground.MET] = met_phrase(one)
    if one.messages_in and one.messages_out:
        found[Ground.WROTE] = wrote_phrase(one)
    if one.shared:
        found[Ground.COMMON] = shared_phrase(one)
    elif one.groups.get(Segment.NETWORK, 0.0) >= LIKELY:
        found[Ground.COMMON] = Phrase("You share a network or a trade")
    if suits(one, audience):
        found[Ground.AUDIENCE] = Phrase("They are of those your goal wants to talk with")
    if one.message_length:
        found[Ground.MESSAGE] = Phrase("They wrote a message with it")
    return found


def suits(one: Outsider, audience: Audience) -> bool:
    """Whether somebody is whom the goal wants to talk with: a named account, or all that it asks for and is known."""
    if organization_key(one.company) in {organization_key(name) for name in audience.companies} - {""}:
        return True
    asked = (
        (audience.functions, one.read_title.function in audience.functions),
        (audience.seniorities, one.read_title.seniority in audience.seniorities),
        (audience.industries, bool(fitting([one.industry], audience.industries))),
        (audience.places, bool(fitting([one.place], audience.places))),
    )
    return any(wish for wish, _ in asked) and all(met for wish, met in asked if wish)


def unwanted(one: Outsider) -> dict[Unwanted, Phrase]:
    """What of those who may be turned away somebody is, by group or title."""
    title, found = one.read_title, {}
    facts = {"title": one.title}
    if title.role is Role.RECRUITER or one.groups.get(Segment.HEADHUNTER, 0.0) >= LIKELY:
        found[Unwanted.RECRUITER] = Phrase("They look for people to hire: %(title)s", facts)
    if title.function is Function.SALES:
        found[Unwanted.SELLER] = Phrase("They sell: %(title)s", facts)
    if (
        Role.STUDENT is title.role
        or title.seniority is Seniority.STUDENT
        or one.groups.get(Segment.STUDENT, 0.0) >= LIKELY
    ):
        found[Unwanted.STUDENT] = Phrase("They study: %(title)s", facts)
    return found


def judge_invitation(one: Outsider, policy: Policy, audience: Audience, *, said: Verdict | None = None) -> Ruling:
    """What the policy says; the person's own word stands above it."""
    held = {ground: phrase for ground, phrase in grounds(one, audience).items() if ground in policy.accept}
    turned = {kind: phrase for kind, phrase in unwanted(one).items() if kind in policy.decline}
    verdict, reasons = _by_policy(one, policy, held, turned)
    if said is not None:
        return Ruling(said, (Phrase("You said so yourself"), *reasons), is_said=True)
    return Ruling(verdict, reasons)


def _by_policy(
    one: Outsider, policy: Policy, held: Mapping[Ground, Phrase], turned: Mapping[Unwanted, Phrase]
) -> tuple[Verdict, tuple[Phrase, ...]]:
    if any(ground in held for ground in _KNOW_EACH_OTHER):
        return Verdict.ACCEPT, tuple(held.values())
    if turned:
        return Verdict.DECLINE, tuple(turned.values())
    if held:
        return Verdict.ACCEPT, tuple(held.values())
    reasons = [Phrase("Nothing that you have laid down speaks for it")]
    if not (one.title or one.company or one.groups):
        reasons.append(Phrase("LinkedIn’s file says nothing of their work"))
    if one.received and not one.message_length:
        reasons.append(Phrase("They wrote no message with it"))
        if policy.asks_silent:
            return Verdict.ASK, tuple(reasons)
    return policy.otherwise, tuple(reasons)
