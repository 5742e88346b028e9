"""The companies that the owner sells to, sold to, would like to sell to, works with and buys from."""

import random
from datetime import date, timedelta

from kreds.demo.companies import PLACES
from kreds.demo.known import Account
from kreds.demo.options import DemoOptions
from kreds.demo.owner import Owner
from kreds.demo.people import workplaces_of
from kreds.demo.workplaces import HOMES, Workplaces, industry
from kreds.text.organizations import organization_key

_STALE = {"current": "former", "former": "current", "potential": "current"}


def draw_accounts(options: DemoOptions, owner: Owner) -> tuple[Account, ...]:
    """Every account with what is true of it and what the owner's list says, in the list's order.

    One of two companies whose names differ by their legal form alone is left out: a list could not tell them apart.
    """
    rng = random.Random(f"{options.seed}/{options.language}/accounts")
    workplaces = workplaces_of(options, owner)
    keys: dict[str, int] = {}
    for company in workplaces.pool:
        keys[organization_key(company)] = keys.get(organization_key(company), 0) + 1
    made = [
        _account(rng, options, company, home.removesuffix("_customer"), workplaces)
        for home in HOMES
        for company in workplaces.at(home)
        if keys[organization_key(company)] == 1
    ]
    return tuple(sorted(made, key=lambda account: account.listed_name.casefold()))


def _account(rng: random.Random, options: DemoOptions, company: str, status: str, workplaces: Workplaces) -> Account:
    since, until = _days(rng, options.day, status)
    domain = workplaces.domain(company)
    # Partners and suppliers stand on nobody's list of customers but by habit.
    listed = rng.random() < (0.5 if status in {"partner", "supplier"} else 0.92)
    stale = rng.random() < 0.05
    return Account(
        name=company,
        domain=domain,
        status=status,
        industry=industry(company, options.language),
        place=rng.choice(PLACES),
        since=since,
        until=until,
        listed_name=_as_listed(rng, company),
        listed_as=(_STALE.get(status, status) if stale else status) if listed else "",
        listed_domain=domain if rng.random() < 0.85 else "",
    )


def _days(rng: random.Random, day: date, status: str) -> tuple[date | None, date | None]:
    """Since when and until when there was business."""
    if status == "potential":
        return None, None
    if status == "former":
        until = day - timedelta(days=rng.randrange(250, 1_900))
        return until - timedelta(days=rng.randrange(200, 1_800)), until
    return day - timedelta(days=rng.randrange(150, 3_300)), None


def _as_listed(rng: random.Random, company: str) -> str:
    """As people write a company: without its legal form, in capitals, with a word added."""
    chance, words = rng.random(), company.split()
    if chance < 0.22 and len(words) > 2:
        return " ".join(words[:2])
    if chance < 0.27:
        return company.upper()
    if chance < 0.32:
        return f"{company} (DK)"
    return f"{company}, {rng.choice(('Salg', 'HQ', 'Nord'))}" if chance < 0.34 else company
