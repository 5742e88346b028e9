"""The words for goals, and for groups where they stand in a sentence, on the circle or beside a bar."""

from kreds.i18n.group_words import function_names, group_name, industry_names, seniority_names
from kreds.i18n.translator import Translator
from kreds.model.goal import GoalKind
from kreds.model.segment import OWN, Segment


def segment_of_many(segment: str, t: Translator) -> str:
    """A group as a heading for several people; "" for those in no group."""
    return group_name(segment, t) if segment else t.text("In no group yet")


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
        Segment.NETWORK: t.text("people from networks"),
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
    return group_name(segment, t) if segment else t.text("No group")


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
    names = {"seniority": seniority_names, "function": function_names, "industry": industry_names}
    return names[dimension](t).get(value, value) if dimension in names else value
