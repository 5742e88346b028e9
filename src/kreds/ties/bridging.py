"""The bridging value: how much of the way to an organization a relation is (third beside strength and alive)."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from kreds.text.no_company import NO_COMPANY
from kreds.text.organizations import organization_key


def bridging_values(relations: Sequence[tuple[str, bool]]) -> list[float]:
    """For each (company, still connected), in their order: 1 / the number of current relations at the same place.

    Legal forms, case, accents and signs make no difference. 0 when no organization is named, or no longer connected.

    >>> bridging_values([("Nordhavn A/S", True), ("nordhavn", True), ("Lyng ApS", True), ("", True), ("Lyng", False)])
    [0.5, 0.5, 1.0, 0.0, 0.0]
    """
    keys = {company: house_key(company) for company in {company for company, _ in relations}}
    count = Counter(keys[company] for company, is_current in relations if is_current)
    return [1.0 / count[keys[company]] if is_current and keys[company] else 0.0 for company, is_current in relations]


@lru_cache(maxsize=65_536)
def house_key(company: str) -> str:
    """The key of the organization that a company is (`organization_key`); "" where it is none."""
    key = organization_key(company)
    return "" if key in NO_COMPANY else key
