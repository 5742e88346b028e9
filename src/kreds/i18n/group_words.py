"""What pages and commands call groups, functions, seniorities, roles and industries, and how they say a rule."""

from collections.abc import Mapping

from kreds.i18n.translator import Translator
from kreds.model.segment import OWN, Segment


def group_name(key: str, t: Translator) -> str:
    """A group, as one calls the people in it; one of the person's own bears the name they gave it."""
    return key.removeprefix(OWN) if key.startswith(OWN) else group_names(t).get(key, key)


def group_names(t: Translator) -> Mapping[str, str]:
    """The groups that everybody has, in the guide's order."""
    return {
        Segment.CURRENT_CUSTOMER: t.text("Current customers"),
        Segment.FORMER_CUSTOMER: t.text("Former customers"),
        Segment.POTENTIAL_CUSTOMER: t.text("Potential customers"),
        Segment.CURRENT_COLLEAGUE: t.text("Current colleagues"),
        Segment.FORMER_COLLEAGUE: t.text("Former colleagues"),
        Segment.PARTNER: t.text("Partners"),
        Segment.SUPPLIER: t.text("Suppliers"),
        Segment.NETWORK: t.text("People from networks"),
        Segment.HEADHUNTER: t.text("Headhunters"),
        Segment.PERSONAL: t.text("Personal relations"),
        Segment.STUDENT: t.text("Students and applicants"),
        Segment.PRESS: t.text("Press"),
        Segment.INVESTOR: t.text("Investors"),
    }


def function_names(t: Translator) -> Mapping[str, str]:
    """The fields of work (`kreds.model.title.Function`)."""
    return {
        "management": t.text("Management"),
        "sales": t.text("Sales"),
        "marketing": t.text("Marketing"),
        "communication": t.text("Communication"),
        "finance": t.text("Finance"),
        "hr": t.text("HR"),
        "it": t.text("IT"),
        "engineering": t.text("Engineering"),
        "product": t.text("Product"),
        "design": t.text("Design"),
        "operations": t.text("Operations"),
        "purchasing": t.text("Purchasing"),
        "customer_service": t.text("Customer service"),
        "consulting": t.text("Consulting"),
        "legal": t.text("Law"),
        "research": t.text("Research"),
        "education": t.text("Education"),
        "health": t.text("Health"),
        "public": t.text("Public service"),
        "administration": t.text("Administration"),
        "craft": t.text("Crafts"),
    }


def seniority_names(t: Translator) -> Mapping[str, str]:
    """How far up (`kreds.model.title.Seniority`)."""
    return {
        "owner": t.text("Owners"),
        "board": t.text("Board"),
        "executive": t.text("Top managers"),
        "director": t.text("Directors"),
        "manager": t.text("Managers"),
        "senior": t.text("Seniors"),
        "staff": t.text("Staff"),
        "junior": t.text("Juniors"),
        "student": t.text("Students"),
    }


def industry_names(t: Translator) -> Mapping[str, str]:
    """The industries of the table of companies; any other is called as its source calls it."""
    return {
        "association": t.text("Associations"),
        "construction": t.text("Construction and property"),
        "consulting": t.text("Consulting"),
        "education": t.text("Education"),
        "energy": t.text("Energy and water"),
        "finance": t.text("Finance"),
        "food": t.text("Food, hotels and travel"),
        "health": t.text("Health"),
        "it": t.text("IT"),
        "legal": t.text("Law"),
        "manufacturing": t.text("Manufacturing"),
        "marketing": t.text("Marketing and design"),
        "media": t.text("Media"),
        "nonprofit": t.text("Culture and charity"),
        "public": t.text("Public service"),
        "recruitment": t.text("Recruitment"),
        "retail": t.text("Trade"),
        "telecom": t.text("Telecom"),
        "transport": t.text("Transport"),
    }
