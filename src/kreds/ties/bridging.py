"""The bridging value: how much of the way to an organization a relation is (third beside strength and alive)."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from kreds.text.organizations import organization_key

NO_HOUSE = frozenset(
    organization_key(name)
    for name in (
        "Selvstændig", "Selvstændig konsulent", "Selvstændig erhvervsdrivende", "Egen virksomhed", "Eget firma",
        "Pensionist", "Pensioneret", "På pension", "Efterløn", "Jobsøgende", "Ledig", "Privat", "Ingen", "Diverse",
        "Self-employed", "Self employed", "Selfemployed", "Freelance", "Freelancer", "Freelancing", "Independent",
        "Independent consultant", "Consultant", "Own company", "Own business", "Retired", "Unemployed", "Job seeker",
        "Open to work", "Looking for new opportunities", "Seeking new opportunities", "Career break", "Confidential",
        "Stealth", "Stealth startup", "Stealth mode startup", "Private", "Various", "None", "N/A", "Null",
    )
)  # fmt: skip
"""What people write where no organization is: two who both write it do not work together."""


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
    return "" if key in NO_HOUSE else key
