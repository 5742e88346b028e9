"""Groups of a network (guide G1.2, G1.3): who somebody is to the owner. A person may be in several."""

from dataclasses import dataclass
from enum import StrEnum

from kreds.text.phrase import Phrase

OWN = "own:"
"""How the key of a group that the person made up begins; its name follows."""


class Segment(StrEnum):
    """The groups that everybody has; a person's own ones are keys that begin with `OWN`."""

    CURRENT_CUSTOMER = "current_customer"
    FORMER_CUSTOMER = "former_customer"
    POTENTIAL_CUSTOMER = "potential_customer"
    CURRENT_COLLEAGUE = "current_colleague"
    FORMER_COLLEAGUE = "former_colleague"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    NETWORK = "network"
    HEADHUNTER = "headhunter"
    PERSONAL = "personal"
    STUDENT = "student"
    PRESS = "press"
    INVESTOR = "investor"


class AccountStatus(StrEnum):
    """What a company, or a contact in a CRM, is to the owner; NONE when no source says."""

    CURRENT = "current"
    FORMER = "former"
    POTENTIAL = "potential"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    NONE = ""


class MembershipSource(StrEnum):
    """On whose word somebody is in a group; the first that speaks counts."""

    SAID = "said"
    RULE = "rule"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Membership:
    """How likely somebody is in a group, in [0, 1], and why; a word of the person's is 1 or 0."""

    segment: str
    share: float
    source: MembershipSource
    reasons: tuple[Phrase, ...] = ()
