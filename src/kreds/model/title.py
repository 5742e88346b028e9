"""What a job title says: the trade somebody works in, how far up, and what kind of part they play."""

from dataclasses import dataclass
from enum import StrEnum


class Function(StrEnum):
    """The field of work; UNKNOWN when the title does not say."""

    MANAGEMENT = "management"
    SALES = "sales"
    MARKETING = "marketing"
    COMMUNICATION = "communication"
    FINANCE = "finance"
    HR = "hr"
    IT = "it"
    ENGINEERING = "engineering"
    PRODUCT = "product"
    DESIGN = "design"
    OPERATIONS = "operations"
    PURCHASING = "purchasing"
    CUSTOMER_SERVICE = "customer_service"
    CONSULTING = "consulting"
    LEGAL = "legal"
    RESEARCH = "research"
    EDUCATION = "education"
    HEALTH = "health"
    PUBLIC = "public"
    ADMINISTRATION = "administration"
    CRAFT = "craft"
    UNKNOWN = ""


class Seniority(StrEnum):
    """How far up, highest first; UNKNOWN when the title does not say."""

    OWNER = "owner"
    BOARD = "board"
    EXECUTIVE = "executive"
    DIRECTOR = "director"
    MANAGER = "manager"
    SENIOR = "senior"
    STAFF = "staff"
    JUNIOR = "junior"
    STUDENT = "student"
    UNKNOWN = ""


class Role(StrEnum):
    """A part that matters to a network, whatever the field of work; NONE for most."""

    RECRUITER = "recruiter"
    FOUNDER = "founder"
    STUDENT = "student"
    JOURNALIST = "journalist"
    INVESTOR = "investor"
    BOARD_MEMBER = "board_member"
    CONSULTANT = "consultant"
    COACH = "coach"
    JOB_SEEKER = "job_seeker"
    RETIRED = "retired"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it was read; ``language`` is da, sv, no, en, de, or "" when no word of it is known."""

    function: Function = Function.UNKNOWN
    seniority: Seniority = Seniority.UNKNOWN
    role: Role = Role.NONE
    language: str = ""
