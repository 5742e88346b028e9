"""The words for groups, trades and rungs, as they stand beside a number of people."""

from kreds.i18n.translator import Translator
from kreds.model.goal import GoalKind
from kreds.model.segment import OWN, Segment
from kreds.model.title import Function, Seniority


def segment_of_many(segment: str, t: Translator) -> str:
    """A group as a heading for several people; a person's own one by its name, "" for those in no group."""
    if segment.startswith(OWN):
        return segment.removeprefix(OWN)
    words = {
        Segment.CURRENT_CUSTOMER: t.text("Current customers"),
        Segment.FORMER_CUSTOMER: t.text("Former customers"),
        Segment.POTENTIAL_CUSTOMER: t.text("Potential customers"),
        Segment.CURRENT_COLLEAGUE: t.text("Current colleagues"),
        Segment.FORMER_COLLEAGUE: t.text("Former colleagues"),
        Segment.PARTNER: t.text("Partners"),
        Segment.SUPPLIER: t.text("Suppliers"),
        Segment.NETWORK: t.text("Trade and networks"),
        Segment.HEADHUNTER: t.text("Headhunters"),
        Segment.PERSONAL: t.text("Personal relations"),
        Segment.STUDENT: t.text("Students and applicants"),
        Segment.PRESS: t.text("Press"),
        Segment.INVESTOR: t.text("Investors"),
    }
    return words.get(Segment(segment), "") if segment else t.text("In no group yet")


def segment_in_sentence(segment: str, t: Translator) -> str:
    """A group of several people within a sentence: "12 % are customers"."""
    if segment.startswith(OWN):
        return f"“{segment.removeprefix(OWN)}”"
    words = {
        Segment.CURRENT_CUSTOMER: t.text("current customers"),
        Segment.FORMER_CUSTOMER: t.text("former customers"),
        Segment.POTENTIAL_CUSTOMER: t.text("potential customers"),
        Segment.CURRENT_COLLEAGUE: t.text("current colleagues"),
        Segment.FORMER_COLLEAGUE: t.text("former colleagues"),
        Segment.PARTNER: t.text("partners"),
        Segment.SUPPLIER: t.text("suppliers"),
        Segment.NETWORK: t.text("people of your trade and networks"),
        Segment.HEADHUNTER: t.text("headhunters"),
        Segment.PERSONAL: t.text("personal relations"),
        Segment.STUDENT: t.text("students and applicants"),
        Segment.PRESS: t.text("people of the press"),
        Segment.INVESTOR: t.text("investors"),
    }
    return words[Segment(segment)]


def segment_on_circle(segment: str, t: Translator) -> str:
    """A group where room is scarce."""
    if segment == Segment.STUDENT:
        return t.text("Students")
    if segment == Segment.PERSONAL:
        return t.text("Personal")
    return segment_of_many(segment, t) if segment else t.text("No group")


def function_word(function: str, t: Translator) -> str:
    """A field of work."""
    words = {
        Function.MANAGEMENT: t.text("Management"),
        Function.SALES: t.text("Sales"),
        Function.MARKETING: t.text("Marketing"),
        Function.COMMUNICATION: t.text("Communication"),
        Function.FINANCE: t.text("Finance"),
        Function.HR: t.text("HR"),
        Function.IT: t.text("IT"),
        Function.ENGINEERING: t.text("Engineering"),
        Function.PRODUCT: t.text("Product"),
        Function.DESIGN: t.text("Design"),
        Function.OPERATIONS: t.text("Operations and production"),
        Function.PURCHASING: t.text("Purchasing"),
        Function.CUSTOMER_SERVICE: t.text("Customer service"),
        Function.CONSULTING: t.text("Consulting"),
        Function.LEGAL: t.text("Law"),
        Function.RESEARCH: t.text("Research"),
        Function.EDUCATION: t.text("Education"),
        Function.HEALTH: t.text("Health"),
        Function.PUBLIC: t.text("Public administration"),
        Function.ADMINISTRATION: t.text("Office and administration"),
        Function.CRAFT: t.text("Crafts"),
        Function.UNKNOWN: t.text("Not known"),
    }
    return words[Function(function)]


def seniority_word(seniority: str, t: Translator) -> str:
    """How far up somebody works."""
    words = {
        Seniority.OWNER: t.text("Owners"),
        Seniority.BOARD: t.text("Board"),
        Seniority.EXECUTIVE: t.text("Top management"),
        Seniority.DIRECTOR: t.text("Directors"),
        Seniority.MANAGER: t.text("Managers"),
        Seniority.SENIOR: t.text("Senior staff"),
        Seniority.STAFF: t.text("Staff"),
        Seniority.JUNIOR: t.text("Juniors"),
        Seniority.STUDENT: t.text("Students"),
        Seniority.UNKNOWN: t.text("Not known"),
    }
    return words[Seniority(seniority)]


def goal_kind(kind: GoalKind, t: Translator) -> str:
    """What somebody wants on LinkedIn, as they would say it."""
    words = {
        GoalKind.SELL: t.text("Sell"),
        GoalKind.JOB: t.text("Be found for a job"),
        GoalKind.RECRUIT: t.text("Recruit"),
        GoalKind.EXPERT: t.text("Be known as an expert"),
        GoalKind.PARTNERS: t.text("Find partners"),
        GoalKind.LEAD: t.text("Lead a company"),
    }
    return words[kind]


def goal_meaning(kind: GoalKind, t: Translator) -> str:
    """Who matters for it."""
    words = {
        GoalKind.SELL: t.text("Customers you have, had and would like to have."),
        GoalKind.JOB: t.text("Headhunters, people of your trade, and those who have worked with you."),
        GoalKind.RECRUIT: t.text("People of the trade, former colleagues and those who come from school."),
        GoalKind.EXPERT: t.text("People of the trade, the press, and those who ask for your advice."),
        GoalKind.PARTNERS: t.text("Partners, their networks, and those you buy from and sell to."),
        GoalKind.LEAD: t.text("Colleagues, customers, partners, and those who lend and write."),
    }
    return words[kind]


def dimension_title(dimension: str, t: Translator) -> str:
    """What a network is split by: a column of its relations."""
    words = {
        "seniority": t.text("How far up they work"),
        "function": t.text("What they work with"),
        "industry": t.text("Industry"),
        "company": t.text("Company"),
        "place": t.text("Place of work"),
    }
    return words[dimension]


def dimension_value(dimension: str, value: str, t: Translator) -> str:
    """One value of it; "" is what is not known."""
    if not value:
        return t.text("Not known")
    if dimension == "seniority":
        return seniority_word(value, t)
    return function_word(value, t) if dimension == "function" else value
