"""The filters of the list in words: what can be chosen, and what is in force with a way to take it away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kreds.i18n import Translator
from kreds.i18n.group_words import function_names, group_name, industry_names, role_names, seniority_names
from kreds.model.level import Seen, Sign, Trend
from kreds.model.relation import NO_GROUP, RelationQuery
from kreds.services.relation_facets import Counted, Facets
from kreds.web.list_address import WORKPLACE, ListView, spelled

Told = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One filter of the panel: ``kind`` is "choice", "text" (with offers) or "several" (boxes)."""

    id: str
    name: str
    text: str
    kind: str
    value: str = ""
    options: tuple[Option, ...] = ()
    offers: Counted = ()


@dataclass(frozen=True, slots=True)
class InForce:
    """A filter in force, in words, and the address without it."""

    text: str
    href: str


def fields(view: ListView, facets: Facets, t: Translator) -> tuple[Field, ...]:
    """The panel, in its order."""
    query = view.query
    signs = dict(query.coverage)
    years = tuple((year, f"{year} ({t.number(count)})") for year, count in facets.years)
    extra = (
        ("noted", t.text("with a note"), query.has_note),
        ("said", t.text("with your word"), query.overruled),
        ("only", t.text("only one at their workplace"), query.only_one),
    )
    return (
        Field("company", "company", t.text("Company"), "text", query.company, offers=facets.companies),
        Field(WORKPLACE, WORKPLACE, t.text("Place of work"), "text", query.place),
        Field("title", "title", t.text("Title"), "text", query.title, offers=facets.titles),
        *_groups(query, facets, t),
        _choice("contact", t.text("Last contact"), contacts(t), query.contact, t),
        _choice("direction", t.text("Who writes"), directions(t), query.direction, t),
        _choice("year", t.text("Connected in"), years, str(query.year or ""), t),
        _choice("trend", t.text("Trend"), trends(t), query.trend.value, t),
        _choice("doubt", t.text("How sure"), doubts(t), query.doubt, t),
        _choice("trial", t.text("Trial"), trials(t), query.trial, t),
        *(
            Field(
                f"coverage-{sign.value}",
                "coverage",
                t.sign(sign),
                "choice",
                options=_with_any(
                    tuple((f"{sign.value}:{seen.value}", t.seen(seen)) for seen in Seen),
                    f"{sign.value}:{signs[sign].value}" if sign in signs else "",
                    t,
                ),
            )
            for sign in Sign
        ),
        Field(
            "tag",
            "tag",
            t.text("Tags"),
            "several",
            options=tuple(Option(tag, f"{tag} ({t.number(n)})", tag in query.tags) for tag, n in facets.tags),
        ),
        *(Field(name, name, text, "box", options=(Option("1", text, on),)) for name, text, on in extra),
    )


def _groups(query: RelationQuery, facets: Facets, t: Translator) -> Iterator[Field]:
    """Groups, and what a title says."""
    counted = dict(facets.groups)
    keys = tuple(dict.fromkeys([*counted, *filter(None, [query.segment])]))
    named = [(key, _counted(group_name(key, t), counted.get(key, 0), t)) for key in keys if key != NO_GROUP]
    yield _choice("segment", t.text("Group"), (*named, (NO_GROUP, t.text("in no group"))), query.segment, t)
    for name, words, names, value in (
        ("function", t.text("Field of work"), function_names(t), query.function),
        ("seniority", t.text("Rank"), seniority_names(t), query.seniority),
        ("role", t.text("Part they play"), role_names(t), query.role),
    ):
        yield _choice(name, words, tuple(names.items()), value, t)
    names = industry_names(t)
    offered = dict(facets.industries) or ({query.industry: 0} if query.industry else {})
    industries = tuple((key, _counted(names.get(key, key), count, t)) for key, count in offered.items())
    yield _choice("industry", t.text("Line of business"), industries, query.industry, t)


def _counted(words: str, count: int, t: Translator) -> str:
    return f"{words} ({t.number(count)})" if count else words


def _choice(name: str, text: str, choices: tuple[tuple[str, str], ...], value: str, t: Translator) -> Field:
    return Field(name, name, text, "choice", options=_with_any(choices, value, t))


def _with_any(choices: tuple[tuple[str, str], ...], value: str, t: Translator) -> tuple[Option, ...]:
    every = Option("", t.text("any"), not value)
    return (every, *(Option(choice, words, choice == value) for choice, words in choices))


def contacts(t: Translator) -> tuple[tuple[str, str], ...]:
    """When the last contact was."""
    return (
        ("month", t.text("within a month")),
        ("quarter", t.text("within three months")),
        ("year", t.text("within a year")),
        ("older", t.text("more than a year ago")),
        ("never", t.text("never seen")),
    )


def directions(t: Translator) -> tuple[tuple[str, str], ...]:
    """Who writes whom."""
    return (
        ("both", t.text("you both")),
        ("you", t.text("only you")),
        ("they", t.text("only they")),
        ("nobody", t.text("nobody")),
    )


def trends(t: Translator) -> tuple[tuple[str, str], ...]:
    """Where the contact is heading."""
    return ((Trend.GROWING.value, t.text("growing")), (Trend.FADING.value, t.text("going quiet")))


def doubts(t: Translator) -> tuple[tuple[str, str], ...]:
    """Whether Kreds is sure."""
    return (("sure", t.text("sure")), ("doubtful", t.text("in doubt")))


def trials(t: Translator) -> tuple[tuple[str, str], ...]:
    """Where a trial stands."""
    return (
        ("on", t.text("on trial")),
        ("due", t.text("trial due")),
        ("keep", t.text("kept after a trial")),
        ("let_go", t.text("let go after a trial")),
    )


def in_force(view: ListView, t: Translator) -> tuple[InForce, ...]:
    """Every filter beside search, level and connected that is in force."""
    told = [
        *_said_once(view.query, t),
        *_grouped(view.query, t),
        *_said_by_person(view.query, t),
        *_said_often(view.query, t),
    ]
    return tuple(InForce(text, spelled(view.but(**changes))) for text, changes in told)


def _said_once(query: RelationQuery, t: Translator) -> Iterator[Told]:
    if query.company:
        yield t.text("Company: %(text)s", text=query.company), {"company": ""}
    if query.title:
        yield t.text("Title: %(text)s", text=query.title), {"title": ""}
    if query.place:
        yield t.text("Place: %(text)s", text=query.place), {"place": ""}
    if query.contact:
        yield t.text("Last contact: %(text)s", text=dict(contacts(t))[query.contact]), {"contact": ""}
    if query.month:
        yield t.text("Messages in %(month)s", month=t.month(query.month)), {"month": None}
    if query.direction:
        yield t.text("Writes: %(text)s", text=dict(directions(t))[query.direction]), {"direction": ""}
    if query.year:
        yield t.text("Connected in %(year)s", year=str(query.year)), {"year": None}
    if query.trend:
        yield dict(trends(t))[query.trend.value].capitalize(), {"trend": Trend.STEADY}
    if query.doubt:
        yield dict(doubts(t))[query.doubt].capitalize(), {"doubt": ""}
    if query.only_one:
        yield t.text("Only one at their workplace"), {"only_one": False}


def _grouped(query: RelationQuery, t: Translator) -> Iterator[Told]:
    if query.segment:
        group = t.text("in no group") if query.segment == NO_GROUP else group_name(query.segment, t)
        yield t.text("Group: %(text)s", text=group), {"segment": ""}
    for name, names in _title_names(t).items():
        if value := getattr(query, name):
            yield names.get(value, value), {name: ""}


def _title_names(t: Translator) -> dict[str, Mapping[str, str]]:
    return {
        "function": function_names(t),
        "seniority": seniority_names(t),
        "role": role_names(t),
        "industry": industry_names(t),
    }


def _said_by_person(query: RelationQuery, t: Translator) -> Iterator[Told]:
    if query.has_note:
        yield t.text("With a note"), {"has_note": False}
    if query.overruled:
        yield t.text("With your word"), {"overruled": False}
    if query.trial:
        yield dict(trials(t))[query.trial].capitalize(), {"trial": ""}


def _said_often(query: RelationQuery, t: Translator) -> Iterator[Told]:
    for sign, seen in query.coverage:
        rest = tuple(one for one in query.coverage if one[0] is not sign)
        yield f"{t.sign(sign)}: {t.seen(seen)}", {"coverage": rest}
    for tag in query.tags:
        yield t.text("Tag: %(tag)s", tag=tag), {"tags": tuple(one for one in query.tags if one != tag)}
