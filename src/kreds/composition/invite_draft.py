"""The words of an invitation, built on a true occasion: what no source shows is never claimed.

A draft is a row of phrases, the fullest first: whoever says them takes the first that is short enough.
"""

from collections.abc import Iterator

from kreds.model.invitation import Tone, Verdict
from kreds.model.outsider import Outsider
from kreds.model.segment import AccountStatus, Segment
from kreds.text.phrase import Fact, Phrase

_SURE = 0.9
"""From this share on, somebody is taken at their group in words that are sent to them."""


def occasions(one: Outsider) -> Iterator[Phrase]:
    """Everything true that the message can begin with, the closest first."""
    yield from _meetings(one)
    yield from _business(one)
    if one.last_written and one.messages_in and one.messages_out:
        yield Phrase("We last wrote to each other here on %(day)s.", {"day": one.last_written})
    elif one.last_written and one.messages_in:
        yield Phrase("You wrote to me here on %(day)s.", {"day": one.last_written})
    yield from _places(one)
    if one.no_longer_since and one.connected_on:
        yield Phrase("We were connected here before, since %(year)s.", {"year": str(one.connected_on.year)})
    if one.last_written and one.messages_out and not one.messages_in:
        yield Phrase("I wrote to you here on %(day)s.", {"day": one.last_written})
    if {"google", "outlook", "vcard"} & set(one.systems):
        yield Phrase("I have you in my address book.")


def _meetings(one: Outsider) -> Iterator[Phrase]:
    if one.last_met and one.meetings:
        if one.last_meeting:
            yield Phrase("We met at “%(meeting)s” on %(day)s.", {"meeting": one.last_meeting, "day": one.last_met})
        yield Phrase("We met on %(day)s.", {"day": one.last_met})


def _business(one: Outsider) -> Iterator[Phrase]:
    if one.status is AccountStatus.CURRENT:
        if one.since:
            year = str(one.since.year)
            yield Phrase("You are a customer of ours, and we have known each other since %(year)s.", {"year": year})
        yield Phrase("You are a customer of ours.")
    elif one.status is AccountStatus.FORMER:
        yield Phrase("You have been a customer of ours.")
    elif one.status is AccountStatus.PARTNER:
        yield Phrase("Our companies are partners.")
    elif one.status is AccountStatus.SUPPLIER:
        yield Phrase("You supply us.")


def _places(one: Outsider) -> Iterator[Phrase]:
    if not one.shared:
        return
    facts = {"place": one.shared}
    colleague = max(one.groups.get(Segment.CURRENT_COLLEAGUE, 0.0), one.groups.get(Segment.FORMER_COLLEAGUE, 0.0))
    if one.studied:
        yield Phrase("You are at %(place)s, where I studied.", facts)
    elif colleague >= _SURE:
        yield Phrase("We are colleagues from %(place)s.", facts)
    elif one.shared_until:
        yield Phrase(
            "You are at %(place)s, where I worked until %(year)s.", {**facts, "year": str(one.shared_until.year)}
        )
    else:
        yield Phrase("You are at %(place)s, where I have worked.", facts)


def invite_draft(one: Outsider, tone: Tone, *, owner: str) -> tuple[Phrase, ...]:
    """The ways to say it, the fullest first; the last is short enough for every limit."""
    me = owner.split(maxsplit=1)[0] if owner.split() else ""
    known: dict[str, Fact] = {"first": one.first_name, "name": one.name, "me": me, "owner": owner}
    true = list(occasions(one))
    ways = [_whole(tone, {**known, "occasion": occasion}, signed=bool(me)) for occasion in true]
    if tone is not Tone.SHORT:
        ways += [_whole(Tone.SHORT, {**known, "occasion": occasion}, signed=bool(me)) for occasion in true]
    plain = (
        Phrase("Hi %(first)s. I would like to have you in my network.", known),
        Phrase("I would like to have you in my network."),
    )
    return (*ways, *plain)


def _whole(tone: Tone, facts: dict[str, Fact], *, signed: bool) -> Phrase:
    if not signed or tone is Tone.SHORT:
        short = Phrase("Hi %(first)s. %(occasion)s Shall we connect here too?", facts)
        return Phrase("Hi %(first)s. %(occasion)s Shall we connect here too?\n%(me)s", facts) if signed else short
    if tone is Tone.FORMAL:
        return Phrase(
            "Dear %(name)s\n\n%(occasion)s I would be glad to have you in my network here.\n\nKind regards\n%(owner)s",
            facts,
        )
    return Phrase(
        "Hi %(first)s\n\n%(occasion)s I would like to stay in touch and follow what you are doing. Shall we connect?"
        "\n\nBest wishes\n%(me)s",
        facts,
    )


def reply_draft(one: Outsider, verdict: Verdict, *, owner: str) -> Phrase:
    """What to answer somebody who has invited the owner, polite whatever the verdict."""
    me = owner.split(maxsplit=1)[0] if owner.split() else ""
    facts: dict[str, Fact] = {"first": one.first_name, "me": me}
    if verdict is Verdict.ASK:
        return Phrase(
            "Hi %(first)s\n\nThank you for your invitation. I like to know the people in my network: how do we know "
            "each other, or what made you think of me?\n\nBest wishes\n%(me)s",
            facts,
        )
    if verdict is Verdict.DECLINE:
        return Phrase(
            "Hi %(first)s\n\nThank you for your invitation. I keep my network to people I know or work with, so this "
            "time I will say no thank you. I wish you all the best.\n\nBest wishes\n%(me)s",
            facts,
        )
    if verdict is Verdict.TRIAL:
        return Phrase(
            "Hi %(first)s\n\nThank you for your invitation. We do not know each other yet: what are you working on, "
            "and what would you like us to talk about?\n\nBest wishes\n%(me)s",
            facts,
        )
    occasion = next(occasions(one), None)
    if occasion is None:
        return Phrase(
            "Hi %(first)s\n\nThank you for your invitation. I am glad to be connected.\n\nBest wishes\n%(me)s", facts
        )
    return Phrase(
        "Hi %(first)s\n\nThank you for your invitation. %(occasion)s I am glad that we are connected here too.\n\n"
        "Best wishes\n%(me)s",
        {**facts, "occasion": occasion},
    )
