"""What speaks for somebody being in a group, each with the share it gives by itself and the words that say so.

The shares are estimates, made once and checked against the hidden truth of invented networks (`make bench-segments`);
`docs/composition.md` lists them. They are no measurement of anybody's real network.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from kreds.composition.houses import HouseKind, free_mail, read_house, read_industry
from kreds.composition.known import Account, Known, Own, Spell
from kreds.composition.recruiters import may_recruit
from kreds.composition.tables import fold
from kreds.composition.titles import read_title
from kreds.model.segment import AccountStatus, Segment
from kreds.model.title import Function, Role, Seniority, Title
from kreds.text.phrase import Fact, Phrase


class Hint(NamedTuple):
    """One thing that speaks for a group: ``share`` is how likely it makes it by itself."""

    segment: str
    share: float
    reason: Phrase


OF_STATUS = {
    AccountStatus.CURRENT: Segment.CURRENT_CUSTOMER,
    AccountStatus.FORMER: Segment.FORMER_CUSTOMER,
    AccountStatus.POTENTIAL: Segment.POTENTIAL_CUSTOMER,
    AccountStatus.PARTNER: Segment.PARTNER,
    AccountStatus.SUPPLIER: Segment.SUPPLIER,
}
_AFTER_LEAVING = 730
"""Days after a job in which old colleagues still connect as such."""
_BUYS_FROM_US = frozenset({AccountStatus.CURRENT, AccountStatus.FORMER, AccountStatus.POTENTIAL})
_A_DESK = 0.5
"""How much less a company says of those who only work there: a customer's student is rarely one's customer."""
_AMONG_RECRUITERS = 0.55
"""How likely somebody without a telling title recruits, where most of those one knows do."""
_FAR_TRADES = frozenset({
    Function.EDUCATION, Function.HEALTH, Function.CRAFT, Function.DESIGN, Function.PUBLIC, Function.RESEARCH,
})  # fmt: skip
_DECIDERS = frozenset({Seniority.OWNER, Seniority.EXECUTIVE, Seniority.DIRECTOR, Seniority.MANAGER})
_PEERS = frozenset({Role.FOUNDER, Role.COACH, Role.CONSULTANT, Role.BOARD_MEMBER})
_ADDRESS_BOOKS = frozenset({"google", "outlook", "vcard"})
_HEARD = {
    "recruiter": Hint(Segment.HEADHUNTER, 0.85, Phrase("Their title is that of a recruiter")),
    "student": Hint(Segment.STUDENT, 0.92, Phrase("Their title is that of a student")),
    "job_seeker": Hint(Segment.STUDENT, 0.55, Phrase("Their title says that they look for work")),
    "journalist": Hint(Segment.PRESS, 0.8, Phrase("Their title is that of a journalist")),
    "investor": Hint(Segment.INVESTOR, 0.75, Phrase("Their title is that of an investor")),
}
_HOUSED = {
    HouseKind.RECRUITMENT: Hint(Segment.HEADHUNTER, 0.6, Phrase("%(company)s finds people for jobs")),
    HouseKind.NEWSROOM: Hint(Segment.PRESS, 0.55, Phrase("%(company)s is a newsroom")),
    HouseKind.FUND: Hint(Segment.INVESTOR, 0.4, Phrase("%(company)s invests")),
    HouseKind.ASSOCIATION: Hint(Segment.NETWORK, 0.4, Phrase("%(company)s is an association or a network")),
}
_BY_STATUS = {
    AccountStatus.CURRENT: Phrase("%(company)s is a current customer in your lists"),
    AccountStatus.FORMER: Phrase("%(company)s is a former customer in your lists"),
    AccountStatus.POTENTIAL: Phrase("%(company)s is a potential customer in your lists"),
    AccountStatus.PARTNER: Phrase("%(company)s is a partner in your lists"),
    AccountStatus.SUPPLIER: Phrase("%(company)s is a supplier in your lists"),
}
_SAID_STATUS = {
    AccountStatus.CURRENT: Phrase("%(company)s is a current customer, you say"),
    AccountStatus.FORMER: Phrase("%(company)s is a former customer, you say"),
    AccountStatus.POTENTIAL: Phrase("%(company)s is a potential customer, you say"),
    AccountStatus.PARTNER: Phrase("%(company)s is a partner, you say"),
    AccountStatus.SUPPLIER: Phrase("%(company)s is a supplier, you say"),
}
_BY_CONTACT = {
    AccountStatus.CURRENT: Phrase("They are a current customer in your lists"),
    AccountStatus.FORMER: Phrase("They are a former customer in your lists"),
    AccountStatus.POTENTIAL: Phrase("They are a potential customer in your lists"),
    AccountStatus.PARTNER: Phrase("They are a partner in your lists"),
    AccountStatus.SUPPLIER: Phrase("They are a supplier in your lists"),
}
_COLLEAGUES_RECRUIT = Phrase("Most of those you know at %(company)s are recruiters")
_WORKS_WITH_YOU = Phrase("They work at %(company)s, where you work")
_WORKED_WITH_YOU = Phrase("They work at %(company)s, where you worked")
_ONCE_WITH_YOU = Phrase("An earlier archive has them at %(company)s, where you worked")
_THEN = Phrase("You connected while you worked at %(company)s")
_YOUR_MAIL = Phrase("Their e-mail address is of your own house")
_BUSINESS = Phrase("You have done business, you say")
_REACHED = Phrase("They are among those your goal wants to reach")
_NAMED = Phrase("Your goal names %(company)s")
_DECIDES = Phrase("They decide at another house, and your goal is customers")
_BUYS = Phrase("They buy for their house, and your goal is customers")
_IN_CRM = Phrase("They are in your customer list, without a status")
_SAME_INDUSTRY = Phrase("They work in your industry")
_SAME_TRADE = Phrase("They do the same kind of work as you")
_STUDIED = Phrase("They work at %(company)s, where you studied")
_ON_THEIR_OWN = Phrase("They work on their own, as many partners do, and you write with each other")
_FAR_TRADE = Phrase("Their work is far from yours, and yet you write with each other")
_OFFERS = Phrase("They sell for their house, and write more to you than you to them")
_FREE_MAIL = Phrase("You have their private e-mail address")
_ADDRESS_BOOK = Phrase("They are in your address book")
_OFTEN_MET = Phrase("You have met on %(n)s day", plural="You have met on %(n)s days")


def hints(one: Known, own: Own) -> Iterator[Hint]:
    """Everything that speaks for a group this person may be in, in no order that matters."""
    yield from _of_title(one.title)
    yield from _of_house(one.company)
    if one.house in own.recruiting and may_recruit(one.title):
        yield _about(Segment.HEADHUNTER, _AMONG_RECRUITERS, _COLLEAGUES_RECRUIT, one.company)
    if one.house in own.workplaces or one.earlier:
        yield from _of_work(one, own)
    else:
        yield from _of_then(one, own)
    if own.accounts or one.status:
        yield from _of_accounts(one, own)
    if own.sells:
        yield from _of_goal(one, own)
    if one.wrote_in or one.wrote_out:
        yield from _of_talk(one, own)
    yield from _of_circle(one, own)
    yield from _of_other_sources(one, own)


@lru_cache(maxsize=65_536)
def _of_title(title: str) -> tuple[Hint, ...]:
    found = _HEARD.get(read_title(title).role.value)
    return (found,) if found else ()


@lru_cache(maxsize=65_536)
def _of_house(company: str) -> tuple[Hint, ...]:
    found = _HOUSED.get(read_house(company).kind)
    return (_with(found, company=company),) if found else ()


def _of_work(one: Known, own: Own) -> Iterator[Hint]:
    """Colleagues: by where they work, and by where an older archive saw them."""
    for job in own.jobs:
        if one.house and one.house == job.key:
            if not job.until:
                yield _about(Segment.CURRENT_COLLEAGUE, 0.95, _WORKS_WITH_YOU, job.name)
            else:
                yield _about(Segment.FORMER_COLLEAGUE, _fits(job, one.connected_on), _WORKED_WITH_YOU, job.name)
        elif any(spell.key == job.key for spell in one.earlier):
            share = 0.93 if job.until or not one.house else 0.85
            yield _about(Segment.FORMER_COLLEAGUE, share, _ONCE_WITH_YOU, job.name)
    yield from _of_then(one, own)


def _of_then(one: Known, own: Own) -> Iterator[Hint]:
    """The day you connected says a little: the newest list alone does not tell where they worked then."""
    for job in jobs_on(one.connected_on, own):
        if job.key != one.house and all(spell.key != job.key for spell in one.earlier):
            yield _about(Segment.FORMER_COLLEAGUE, 0.12, _THEN, job.name)


def jobs_on(day: str, own: Own) -> list[Spell]:
    """The owner's jobs that are over and that lasted on a day."""
    return [job for job in own.jobs if job.until and job.since and job.since <= day <= job.until]


def _fits(job: Spell, day: str) -> float:
    """How likely somebody at a former workplace was there with the owner, by the day they connected."""
    if not day:
        return 0.75
    if day < job.since:
        return 0.65
    return 0.93 if day <= _later(job.until) else 0.6


@cache
def _later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=_AFTER_LEAVING)).isoformat()


def account_of(one: Known, own: Own) -> Account | None:
    """The company of the owner's lists that somebody works at: by its name, else by the domain of their mail."""
    found = own.accounts.get(one.house) if one.house else None
    return found or next((own.accounts[f"@{name}"] for name in one.domains if f"@{name}" in own.accounts), None)


def _of_accounts(one: Known, own: Own) -> Iterator[Hint]:
    account = account_of(one, own)
    if account is not None and account.status:
        status = AccountStatus(account.status)
        words = (_SAID_STATUS if account.is_said else _BY_STATUS)[status]
        is_bare = status in _BUYS_FROM_US and not account.is_said and not _has_more_than_a_desk(one)
        yield _about(OF_STATUS[status], account.share * (_A_DESK if is_bare else 1.0), words, account.name)
    if not one.status:
        return
    status = AccountStatus(one.status)
    if status is AccountStatus.CURRENT and one.house and one.status_at and one.status_at != one.house:
        # The list knows them at another house than LinkedIn: a customer who has moved on.
        yield Hint(Segment.CURRENT_CUSTOMER, 0.45, _BY_CONTACT[status])
        yield Hint(Segment.FORMER_CUSTOMER, 0.6, _BY_CONTACT[status])
        return
    yield Hint(OF_STATUS[status], 0.92, _BY_CONTACT[status])


def _has_more_than_a_desk(one: Known) -> bool:
    """Whether somebody at a customer's is more than one of many there: known to the owner, or one who decides."""
    if one.systems or one.meetings or one.wrote_in or one.wrote_out:
        return True
    title = read_title(one.title)
    return title.seniority in _DECIDERS or title.function is Function.PURCHASING


def _of_goal(one: Known, own: Own) -> Iterator[Hint]:
    """Whoever the goal wants to reach may become a customer."""
    if not one.title and not one.company:
        return
    title = read_title(one.title)
    fit = audience_fit(one, title, own)
    if fit >= 1:
        yield Hint(Segment.POTENTIAL_CUSTOMER, 0.6, _REACHED)
    elif fit > 0.5:
        yield Hint(Segment.POTENTIAL_CUSTOMER, 0.4, _REACHED)
    elif title.seniority in _DECIDERS and not has_people(own):
        yield Hint(Segment.POTENTIAL_CUSTOMER, 0.4, _DECIDES)
    if title.function is Function.PURCHASING:
        yield Hint(Segment.POTENTIAL_CUSTOMER, 0.35, _BUYS)
    if one.house and any(word in one.house for word in _folded(own.audience.companies)):
        yield _about(Segment.POTENTIAL_CUSTOMER, 0.7, _NAMED, one.company)


def has_people(own: Own) -> bool:
    """Whether the goal says anything of whom it wants to reach, beside single companies."""
    wanted = own.audience
    return bool(wanted.functions or wanted.seniorities or wanted.industries or wanted.places)


def audience_fit(one: Known, title: Title, own: Own) -> float:
    """How much of what the goal asks of people this one meets, in [0, 1]; 0 where something speaks against it.

    What is asked and not known of them counts half.
    """
    wanted = own.audience
    asked: list[float] = []
    for values, has in ((wanted.functions, title.function.value), (wanted.seniorities, title.seniority.value)):
        if values:
            asked.append(1.0 if has in values else 0.0 if has else 0.5)
    if wanted.industries:
        industry = one.industry or read_house(one.company).industry
        texts = (industry, fold(f"{one.industry} {one.company}"))
        asked.append(_any(_industries(wanted.industries), texts) if industry else 0.5)
    if wanted.places:
        asked.append(_any(_folded(wanted.places), (fold(one.place),)) if one.place else 0.5)
    return 0.0 if not asked or 0.0 in asked else sum(asked) / len(asked)


def _any(words: tuple[str, ...], texts: tuple[str, ...]) -> float:
    return float(any(word in text for word in words for text in texts))


@lru_cache(maxsize=256)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded for word in words if (folded := fold(word)))


@lru_cache(maxsize=256)
def _industries(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each industry that was asked for, as the key of the table and as its own word."""
    return tuple(dict.fromkeys([*(fold(read_industry(word)) for word in words), *_folded(words)]))


def _of_talk(one: Known, own: Own) -> Iterator[Hint]:
    """What a title means together with who writes to whom."""
    title = read_title(one.title)
    both = bool(one.wrote_in and one.wrote_out)
    if title.function is Function.SALES and title.seniority not in _DECIDERS and one.wrote_in > 2 * one.wrote_out:
        yield Hint(Segment.SUPPLIER, 0.55, _OFFERS)
    if both and (title.role in _PEERS or title.seniority is Seniority.OWNER):
        yield Hint(Segment.PARTNER, 0.3, _ON_THEIR_OWN)
    if both and title.function in _FAR_TRADES and title.function.value not in own.functions:
        yield Hint(Segment.PERSONAL, 0.55, _FAR_TRADE)


def _of_circle(one: Known, own: Own) -> Iterator[Hint]:
    """People of the owner's own trade."""
    if one.house and any(one.house == school.key for school in own.schools):
        yield _about(Segment.NETWORK, 0.25, _STUDIED, one.company)
    if own.industries and (one.industry or read_house(one.company).industry) in own.industries:
        yield Hint(Segment.NETWORK, 0.2, _SAME_INDUSTRY)
    if own.functions and read_title(one.title).function.value in own.functions:
        yield Hint(Segment.NETWORK, 0.15, _SAME_TRADE)


def _of_other_sources(one: Known, own: Own) -> Iterator[Hint]:
    for domain in one.domains:
        if domain in own.domains:
            yield Hint(Segment.CURRENT_COLLEAGUE, 0.9, _YOUR_MAIL)
        elif domain in free_mail():
            yield Hint(Segment.PERSONAL, 0.12, _FREE_MAIL)
    if one.business > 0:
        yield Hint(Segment.CURRENT_CUSTOMER, 0.35, _BUSINESS)
        yield Hint(Segment.FORMER_CUSTOMER, 0.3, _BUSINESS)
        yield Hint(Segment.PARTNER, 0.35, _BUSINESS)
    if one.meetings:
        yield Hint(Segment.PARTNER, min(0.1 * one.meetings, 0.3), replace(_OFTEN_MET, n=one.meetings))
    if not one.systems:
        return
    if not one.status and not _ADDRESS_BOOKS.issuperset({*one.systems, "google"} - {"calendar", "list"}):
        yield Hint(Segment.POTENTIAL_CUSTOMER, 0.3, _IN_CRM)
    if not _ADDRESS_BOOKS.isdisjoint(one.systems):
        yield Hint(Segment.PERSONAL, 0.15, _ADDRESS_BOOK)


def _about(segment: Segment, share: float, words: Phrase, company: str) -> Hint:
    return _shared(segment, share, words.text, company)


@lru_cache(maxsize=65_536)
def _shared(segment: Segment, share: float, words: str, company: str) -> Hint:
    """The same thing said of many people is one object, and is written down once."""
    return Hint(segment, share, Phrase(words, {"company": company}))


def _with(hint: Hint, **facts: Fact) -> Hint:
    return hint._replace(reason=replace(hint.reason, facts=facts))
