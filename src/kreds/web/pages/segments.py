"""Groups: how many there are of each, rules that put people in or keep them out, and what companies are."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from kreds.composition.rules import CONDITIONS
from kreds.composition.titles import TitleCoverage
from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.group_words import function_names, group_name, rule_words, seniority_names, status_names
from kreds.i18n.proposal_words import ground_words, moves_words, target_words
from kreds.model.segment import OWN, AccountStatus
from kreds.services.incognito import company_name
from kreds.services.mask_groups import mask_proposal, mask_where
from kreds.services.propose_rules import ProposedRule, accept_proposal, dismiss_proposal, proposed_rules
from kreds.services.read_groups import (
    GroupCount,
    Groups,
    RuleCount,
    RulePreview,
    group_keys,
    preview_rule,
    read_groups,
    titles_read,
)
from kreds.services.relation_facets import Facets, relation_facets
from kreds.services.say_groups import LONGEST_GROUP, add_rule, checked_rule, drop_rule, say_account
from kreds.web.forms import Form
from kreds.web.preferences import preferences_of
from kreds.web.site import address, is_part, said, show, site_of, translator_of

router = APIRouter()

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in words: where its people are listed, how many there probably are, and how full its bar is, in per cent.

    ``listed`` says how many of them are in it rather than not, and how many of these are strong.
    """

    name: str
    href: str
    people: str
    listed: str
    fill: float


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in words."""

    id: str
    whom: str
    group: str
    people: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A rule that is proposed, in words: what it follows from, how many it would move, and the first of them."""

    id: str
    whom: str
    group: str
    why: str
    moves: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """A company, and what it is to the person by their own word."""

    name: str
    status: str


@dataclass(frozen=True, slots=True)
class SegmentsPage:
    """The groups as they are now, and all that can be chosen for a rule."""

    groups: tuple[GroupLine, ...]
    ungrouped: str
    rules: tuple[RuleLine, ...]
    proposals: tuple[ProposalLine, ...]
    companies: tuple[CompanyLine, ...]
    group_choices: Choices
    functions: Choices
    seniorities: Choices
    statuses: Choices
    offers: Facets
    titles: str
    unread: tuple[tuple[str, str], ...]
    preview: str
    longest: int
    incognito: bool


@router.get("/segments")
def shown(request: Request) -> Response:
    """The page."""
    return show(request, "segments.html", _page(request))


@router.get("/segments/preview")
def preview(request: Request) -> Response:
    """What a rule would do, in a sentence and with the first who change; nothing is changed."""
    if not is_part(request):
        return RedirectResponse("/segments", 303)
    t, store = translator_of(request), site_of(request).app.store
    try:
        group, where, on = _asked(dict(request.query_params))
        found = preview_rule(store, checked_rule(group, where, on=on))
    except UsageError:
        # Half of a rule is no mistake: it is being written.
        return show(
            request, "segments_preview.html", _Preview(t.text("Say whom it is about, and see here who changes."))
        )
    names = () if preferences_of(request).incognito else tuple(one.name or one.id for one in found.examples)
    return show(request, "segments_preview.html", _Preview(_told(found, t), names))


@router.post("/segments/rules")
def rule(request: Request, form: Form) -> Response:
    """Lay down a rule, take the one named ``drop`` away, or answer the proposal ``accept`` or ``dismiss``."""
    app, t = site_of(request).app, translator_of(request)
    if "drop" in form:
        decided = drop_rule(app.store, form["drop"], at=app.now())
        return said(_again(request), t.text("The rule is gone."), undo=decided.id)
    if "accept" in form or "dismiss" in form:
        return _answered(request, form)
    group, where, on = _asked(form)
    found = preview_rule(app.store, checked_rule(group, where, on=on))
    decided = add_rule(app.store, group, where, on=on, at=app.now())
    return said(_again(request), _moved(found.changed, t), undo=decided.id)


@router.post("/segments/accounts")
def account(request: Request, form: Form) -> Response:
    """Say what a company is; ``status`` "unsaid" lets the lists tell again."""
    app, t = site_of(request).app, translator_of(request)
    status, name = form.get("status", ""), form.get("company", "").strip()
    if status not in {*AccountStatus, "none", "unsaid"}:
        raise UsageError("CHOICE", name="status", value=status, choices=", ".join(filter(None, AccountStatus)))
    meant = None if status == "unsaid" else AccountStatus("" if status == "none" else status)
    decided = say_account(app.store, name, meant, at=app.now())
    words = t.text("as your lists say") if meant is None else status_names(t)[meant]
    return said(_again(request), f"{name}: {words}.", undo=decided.id)


def _answered(request: Request, form: Form) -> Response:
    """A proposal taken or dismissed; one that is gone meanwhile is said to be."""
    app, t = site_of(request).app, translator_of(request)
    if "accept" in form:
        found, decided = accept_proposal(app.store, form["accept"], at=app.now())
        words = _moved(found.moved, t) if found else ""
    else:
        decided = dismiss_proposal(app.store, form["dismiss"], at=app.now())
        words = t.text("Dismissed. Kreds does not ask about this rule again.")
    if not decided.id:
        return said(_again(request), t.text("This rule is proposed no longer."))
    return said(_again(request), words, undo=decided.id)


def _moved(number: int, t: Translator) -> str:
    return t.plural("%(n)s relation has changed group.", "%(n)s relations have changed group.", number)


@dataclass(frozen=True, slots=True)
class _Preview:
    text: str
    names: tuple[str, ...] = ()


def _asked(form: Mapping[str, str]) -> tuple[str, dict[str, str], bool]:
    """The group a form names (its own name goes before the choice), whom, and whether they are in it."""
    own = form.get("own", "").strip()
    group = f"{OWN}{own}" if own else form.get("segment", "")
    return group, {name: form.get(name, "") for name in CONDITIONS}, form.get("on", "yes") != "no"


def _told(found: RulePreview, t: Translator) -> str:
    hit = t.plural("The rule is about %(n)s relation.", "The rule is about %(n)s relations.", found.people)
    return f"{hit} " + t.plural("%(n)s would change group.", "%(n)s would change group.", found.changed)


def _again(request: Request) -> Response:
    return show(request, "segments_body.html", _page(request))


def _page(request: Request) -> SegmentsPage:
    t, store = translator_of(request), site_of(request).app.store
    incognito = preferences_of(request).incognito
    found, coverage = read_groups(store), titles_read(store, words=0 if incognito else 12)
    return SegmentsPage(
        groups=_groups(found, t),
        ungrouped=t.plural(
            "%(n)s relation is in no group yet.", "%(n)s relations are in no group yet.", found.ungrouped
        ),
        rules=tuple(_rule(one, t, incognito=incognito) for one in found.rules),
        proposals=tuple(_proposal(one, t, incognito=incognito) for one in proposed_rules(store)),
        companies=tuple(
            CompanyLine(company_name(one.name) if incognito else one.name, status_names(t)[one.status])
            for one in found.accounts
        ),
        group_choices=tuple((key, group_name(key, t)) for key in group_keys(store)),
        functions=tuple(function_names(t).items()),
        seniorities=tuple(seniority_names(t).items()),
        statuses=tuple((key or "none", words) for key, words in status_names(t).items()),
        offers=Facets((), (), (), ()) if incognito else relation_facets(store),
        titles=_titles(coverage, t),
        unread=tuple((word, t.number(count)) for word, count in coverage.unread_words),
        preview=t.text("Say whom it is about, and see here who changes."),
        longest=LONGEST_GROUP,
        incognito=incognito,
    )


def _groups(found: Groups, t: Translator) -> tuple[GroupLine, ...]:
    most = max((one.expected for one in found.counts), default=0.0) or 1.0
    return tuple(
        GroupLine(
            name=group_name(one.segment, t),
            href=address("/relations", [("segment", one.segment)]),
            people=t.number(round(one.expected)),
            listed=_listed(one, t),
            fill=round(100 * one.expected / most, 1),
        )
        for one in found.counts
    )


def _listed(one: GroupCount, t: Translator) -> str:
    if not one.people:
        return t.text("nobody listed") if round(one.expected) else ""
    listed = t.plural("%(n)s listed", "%(n)s listed", one.people)
    return listed + (t.text(", %(n)s strong", n=one.strong) if one.strong else "")


def _rule(one: RuleCount, t: Translator, *, incognito: bool) -> RuleLine:
    where = mask_where(one.rule.where) if incognito else one.rule.where
    group = group_name(one.rule.segment, t)
    return RuleLine(
        id=one.rule.id,
        whom=rule_words(where, t),
        group=group if one.rule.on else t.text("not: %(group)s", group=group),
        people=t.plural("%(n)s relation", "%(n)s relations", one.people),
    )


def _proposal(one: ProposedRule, t: Translator, *, incognito: bool) -> ProposalLine:
    shown = mask_proposal(one) if incognito else one
    return ProposalLine(
        id=shown.rule.id,
        whom=rule_words(shown.rule.where, t),
        group=target_words(shown, t),
        why=ground_words(shown, t),
        moves=moves_words(shown, t),
        names=() if incognito else tuple(each.name or each.id for each in shown.examples),
    )


def _titles(coverage: TitleCoverage, t: Translator) -> str:
    if not coverage.titles:
        return ""
    share = t.percent(coverage.read / coverage.titles)
    return t.text(
        "%(read)s of %(all)s titles were read (%(share)s).", read=coverage.read, all=coverage.titles, share=share
    )
