"""Put everybody into the groups that facts, rules and the person's own words make (guide G1.2 to G1.4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection

from kreds.composition.evidence import account_of
from kreds.composition.houses import free_mail, read_house, read_industry
from kreds.composition.known import Account, Known, Own, Spell
from kreds.composition.recruiters import recruiting_houses
from kreds.composition.segments import Grouper, first_group
from kreds.composition.tables import fold
from kreds.composition.titles import read_title
from kreds.model.goal import Goal, GoalKind
from kreds.model.record import AffiliationKind
from kreds.model.segment import AccountStatus, Membership, Segment
from kreds.model.title import Function
from kreds.services.judging import judging_day
from kreds.services.said import said_answers, said_segments, said_tags
from kreds.services.said_goals import active_goal
from kreds.services.said_groups import group_rules, said_accounts
from kreds.store import groups, memberships, outsiders, people
from kreds.store.groups import AcquaintanceFacts, JobFacts, RelationFacts
from kreds.ties.bridging import house_key

_EPOCH = date(1970, 1, 1)
_CUSTOMERS = frozenset({Segment.CURRENT_CUSTOMER, Segment.FORMER_CUSTOMER, Segment.POTENTIAL_CUSTOMER})
_LISTED, _OF_A_CONTACT, _SAID = 0.88, 0.7, 0.95
"""How likely everybody at a company is what it is: by a list of companies, by a contact there, by the person's word."""
_TELLS_MOST = (
    AccountStatus.CURRENT,
    AccountStatus.FORMER,
    AccountStatus.PARTNER,
    AccountStatus.SUPPLIER,
    AccountStatus.POTENTIAL,
)
"""Where contacts of one company have several, the first counts for their colleagues."""

_SHORTEST_LABEL = 3


class Grouped(NamedTuple):
    """The columns `kreds.store.groups.GROUPED` of each relation, and the groups of everybody, by person."""

    columns: dict[str, list[object]]
    memberships: dict[int, tuple[Membership, ...]]


def group_people(db: Connection, persons: Collection[int] | None = None) -> int:
    """Group all people anew, or these, inside the caller's transaction; how many relations there were among them."""
    facts = groups.relation_facts(db, persons)
    found = grouped(db, facts, persons)
    memberships.write_memberships(db, found.memberships, persons=persons)
    rows = zip(*(found.columns[name] for name in groups.GROUPED), (one.person for one in facts), strict=True)
    groups.show_groups(db, rows)
    return len(facts)


def grouped(db: Connection, facts: Sequence[RelationFacts], persons: Collection[int] | None = None) -> Grouped:
    """The groups of these relations, and of everybody else whom another source knows (or of these ``persons``)."""
    goal = active_goal(db)
    order = [target.segment for target in goal.targets] if goal else []
    own = own_of(db, goal, titles_among(facts) if persons is None else groups.titles_by_recruiters(db))
    grouper = Grouper(own, group_rules(db))
    said = said_segments(db, persons)
    found: dict[int, tuple[Membership, ...]] = {}
    rows: list[tuple[object, ...]] = []
    # People who are alike share one tuple of groups, which stays alive here.
    firsts: dict[int, tuple[str, float]] = {}
    for number, one in enumerate(known_people(db, facts, persons)):
        ones = grouper.groups(one, said.get(one.person))
        if ones:
            found[one.person] = ones
        if number < len(facts):
            first = firsts.get(id(ones))
            if first is None:
                first = _first(ones, order)
                if ones:
                    firsts[id(ones)] = first
            rows.append((*first, *_spoken(one.title), _industry(one, own), one.place))
    columns = zip(*rows, strict=True) if rows else ([] for _ in groups.GROUPED)
    return Grouped({name: list(values) for name, values in zip(groups.GROUPED, columns, strict=True)}, found)


def _first(ones: tuple[Membership, ...], order: Sequence[str]) -> tuple[str, float]:
    first = first_group(ones, order) if ones else None
    return (first.segment, first.share) if first else ("", 0.0)


@lru_cache(maxsize=65_536)
def _spoken(text: str) -> tuple[str, str, str]:
    """What a title says, as the store keeps it."""
    title = read_title(text)
    return title.function.value, title.seniority.value, title.role.value


def known_people(
    db: Connection, facts: Sequence[RelationFacts], persons: Collection[int] | None = None
) -> Iterator[Known]:
    """What is known of each relation, in their order, and then of everybody who is none."""
    elsewhere = {one.person: one for one in groups.acquaintance_facts(db, persons)}
    domains = groups.mail_domains(db, persons)
    seen = groups.companies_seen(db, persons)
    answers, tags = said_answers(db, persons), said_tags(db, persons)
    for one in facts:
        person = one.person
        house = house_key(one.company)
        known = Known(
            person,
            one.company,
            house,
            one.title,
            one.connected_on,
            wrote_in=one.messages_in,
            wrote_out=one.messages_out,
        )
        if person in seen or person in domains or person in answers or person in tags:
            known = known._replace(
                earlier=tuple(_earlier(seen.get(person, ()), house)),
                domains=domains.get(person, ()),
                business=answers.get(person, {}).get("business", 0),
                tags=frozenset(tags.get(person, ())),
            )
        yield _with(known, elsewhere.pop(person, None))
    for person, other in elsewhere.items():
        yield _with(Known(person, domains=domains.get(person, ())), other)


def _earlier(companies: Iterable[str], house: str) -> Iterator[Spell]:
    for name in companies:
        if (key := house_key(name)) and key != house:
            yield Spell(name, key)


def _with(known: Known, other: AcquaintanceFacts | None) -> Known:
    """What other sources say fills in what LinkedIn leaves open."""
    if other is None:
        return known
    company = known.company or other.company
    mails = {other.domain, other.email.rpartition("@")[2].lower()} - {""}
    return known._replace(
        company=company,
        house=house_key(company),
        title=known.title or other.title,
        domains=tuple(sorted({*known.domains, *mails})),
        industry=read_industry(other.industry) if other.industry else "",
        place=other.place,
        status=other.status,
        status_at=house_key(other.company),
        systems=tuple(other.systems.split()),
        meetings=other.meetings,
    )


def titles_among(facts: Iterable[RelationFacts]) -> Mapping[tuple[str, str], int]:
    """How many have each title at each company."""
    return Counter((one.company, one.title) for one in facts)


def own_of(db: Connection, goal: Goal | None, titles: Mapping[tuple[str, str], int]) -> Own:
    """What is known of the owner, what their goal wants, and which houses recruit by the ``titles`` at companies."""
    spells = list(_spells(groups.own_jobs(db)))
    jobs = tuple(spell for kind, spell, _ in spells if kind == AffiliationKind.EMPLOYMENT)
    current = [
        (spell, title) for kind, spell, title in spells if kind == AffiliationKind.EMPLOYMENT and not spell.until
    ]
    functions = {read_title(title).function for _, title in current} - {Function.UNKNOWN, Function.MANAGEMENT}
    named = {read_industry(text) for text in people.owner_values(db, "industry")}
    mails = {mail.rpartition("@")[2].lower() for mail in people.owner_values(db, "email")}
    targets = {target.segment for target in goal.targets} if goal else set()
    return Own(
        jobs=jobs,
        schools=tuple(spell for kind, spell, _ in spells if kind == AffiliationKind.EDUCATION),
        functions=frozenset(one.value for one in functions),
        industries=frozenset({*named, *(read_house(spell.name).industry for spell, _ in current)} - {""}),
        domains=frozenset(one for one in mails - free_mail() if any(_is_of(one, spell.key) for spell, _ in current)),
        accounts=accounts_of(db),
        recruiting=recruiting_houses((house_key(at), at, title, number) for (at, title), number in titles.items()),
        sells=bool(goal and (goal.kinds.get(GoalKind.SELL) or not targets.isdisjoint(_CUSTOMERS))),
        audience=goal.audience if goal else Own().audience,
    )


def _is_of(domain: str, house: str) -> bool:
    """Whether a domain bears the name of a house: an address of one's own may be from anybody who sells such.

    >>> _is_of("nordlysdata.dk", "nordlys data"), _is_of("post.example", "nordlys data")
    (True, False)
    """
    label, name = fold(domain.split(".", maxsplit=1)[0]).replace("-", ""), house.replace(" ", "")
    return len(label) >= _SHORTEST_LABEL and bool(name) and (label in name or name in label)


def _spells(jobs: Iterable[JobFacts]) -> Iterator[tuple[str, Spell, str]]:
    """Each time at a house once: an older archive does not know yet that it has ended."""
    found: dict[tuple[str, str, str], tuple[str, Spell, str]] = {}
    for job in jobs:
        key = house_key(job.organization)
        if key:
            before = found.get((job.kind, key, job.since))
            if before is None or job.until > before[1].until:
                found[job.kind, key, job.since] = (
                    job.kind,
                    Spell(job.organization, key, job.since, job.until),
                    job.title,
                )
    yield from found.values()


def accounts_of(db: Connection) -> dict[str, Account]:
    """What companies are to the owner, by key of the house and by ``@`` and domain; the person's word stands first."""
    today = (_EPOCH + timedelta(days=judging_day(db))).isoformat()
    found = dict(_of_contacts(db))
    for row in outsiders.account_rows(db):
        status = AccountStatus(row.status)
        if status is AccountStatus.CURRENT and row.until and row.until < today:
            status = AccountStatus.FORMER
        for key in filter(None, (house_key(row.name), f"@{row.domain.lower()}" if row.domain else "")):
            before = found.get(key)
            industry = row.industry or (before.industry if before else "")
            if status or before is None:
                found[key] = Account(row.name, status.value, _LISTED, industry=industry)
    domains: dict[str, list[str]] = {}
    for key, account in found.items():
        if key.startswith("@"):
            domains.setdefault(house_key(account.name), []).append(key)
    for said in said_accounts(db):
        for key in (said.key, *domains.get(said.key, ())):
            industry = found[key].industry if key in found else ""
            found[key] = Account(said.name, said.status.value, _SAID, is_said=True, industry=industry)
    return found


def _of_contacts(db: Connection) -> Iterator[tuple[str, Account]]:
    """What the people in a customer list are says what their company is, as long as no list of companies does."""
    statuses: dict[str, tuple[int, str, str]] = {}
    for one in outsiders.acquaintance_status(db):
        key = house_key(one.company)
        if key:
            rank = _TELLS_MOST.index(AccountStatus(one.status))
            if key not in statuses or rank < statuses[key][0]:
                statuses[key] = rank, one.company, one.status
    for key, (_, company, status) in statuses.items():
        yield key, Account(company, status, _OF_A_CONTACT)


def _industry(one: Known, own: Own) -> str:
    """As a source says, else as the company's name tells."""
    if one.industry:
        return one.industry
    if own.accounts and (account := account_of(one, own)) and account.industry:
        return read_industry(account.industry)
    return read_house(one.company).industry
