"""Questions: Kreds asks about the relation whose answer teaches most, and tells what it has learned."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.model.criteria import Fact
from kreds.model.level import LEVELS, Level
from kreds.model.relation import Relation
from kreds.services import answer_questions, judge_relations, learn_from_person
from kreds.services.learn_from_person import Lessons
from kreds.web.forms import Form
from kreds.web.pages.relation import FACT_KEYS, FactLine, read_answer
from kreds.web.site import is_part, reader_of, said, show, site_of, translator_of

MOST_SKIPPED = 300

router = APIRouter()


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The relation that is asked about, None when there is nobody left; ``skipped`` are ids joined by a comma."""

    relation: Relation | None
    guess: str
    why: str
    facts: tuple[FactLine, ...]
    levels: tuple[tuple[Level, str, str], ...]
    skipped: str
    said: int
    sure: str


@dataclass(frozen=True, slots=True)
class LearnedPage:
    """What was learned in words, and what it would change; ``settled`` when that has just been decided."""

    lessons: Lessons
    standing: tuple[str, ...]
    fresh: tuple[str, ...]
    change: str
    settled: bool


@router.get("/questions")
def questions(request: Request) -> Response:
    """The page."""
    return show(request, "questions.html", _page(request, ""))


@router.get("/questions/learned")
def learned(request: Request) -> Response:
    """What was learned, and what could be; loaded when the page stands."""
    if not is_part(request):
        return RedirectResponse("/questions", 303)
    return show(request, "questions_learned.html", _learned(request))


@router.post("/questions/learned")
def settle(request: Request, form: Form) -> Response:
    """Judge everybody by what was learned (``on`` = yes), or as if nothing had been."""
    app, t = site_of(request).app, translator_of(request)
    change = learn_from_person.take_on if form.get("on") == "yes" else learn_from_person.forget
    decided = change(app.store, at=app.now())
    words = t.plural("%(n)s relation is judged anew.", "%(n)s relations are judged anew.", decided.relations)
    text = words if decided.id else t.text("Nothing was changed.")
    return said(show(request, "questions_learned.html", _learned(request, settled=True)), text, undo=decided.id)


@router.post("/questions/next")
def next_one(request: Request, form: Form) -> Response:
    """Go on to the next, and leave this one for another day."""
    return show(request, "questions_card.html", _page(request, _with(form)))


@router.post("/questions/level")
def level(request: Request, form: Form) -> Response:
    """Keep the level of the one asked about, and go on to the next."""
    app, t = site_of(request).app, translator_of(request)
    chosen = form.get("level", "")
    if chosen not in {one.value for one in LEVELS}:
        raise UsageError("LEVEL", level=chosen)
    decided = judge_relations.overrule_levels(app.store, [_person(form)], Level(chosen), at=app.now())
    text = t.text("%(level)s, you say.", level=t.level(Level(chosen)).capitalize())
    return said(show(request, "questions_card.html", _page(request, _with(form))), text, undo=decided.id)


@router.post("/questions/none")
def none_of_it(request: Request, form: Form) -> Response:
    """No to every fact, and on to the next."""
    app, t = site_of(request).app, translator_of(request)
    decided = answer_questions.answer(app.store, [_person(form)], list(Fact), False, at=app.now())
    answer = show(request, "questions_card.html", _page(request, _with(form)))
    return said(answer, t.text("None of it, you say."), undo=decided.id)


@router.post("/questions/fact")
def keep_fact(request: Request, form: Form) -> Response:
    """Keep one fact of the one asked about, who stays until the next is wanted."""
    app = site_of(request).app
    fact, yes = read_answer(form)
    answer_questions.answer(app.store, [_person(form)], [fact], yes, at=app.now())
    return show(request, "questions_card.html", _page(request, form.get("skipped", ""), of=form.get("person", "")))


def _person(form: dict[str, str]) -> int:
    return _number(form.get("person", ""))


def _number(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        raise UsageError("CHOICE", name="person", value=text, choices="id") from None


def _with(form: dict[str, str]) -> str:
    skipped = [one for one in form.get("skipped", "").split(",") if one]
    return ",".join([*skipped, f"{_person(form):013x}"][-MOST_SKIPPED:])


def _page(request: Request, skipped: str, *, of: str = "") -> QuestionsPage:
    t, reader = translator_of(request), reader_of(request)
    if of:
        view = reader.show_relation(of)
        sure = learn_from_person.how_sure(reader.store)
        return _shown(view.relation, "", t, skipped, answers=dict(view.answers), sure=sure)
    skipping = [_number(one) for one in skipped.split(",") if one]
    asked = reader.questions(count=1, skipping=skipping)
    sure = learn_from_person.how_sure(reader.store)
    if not asked:
        return _shown(None, "", t, skipped, answers={}, sure=sure)
    one = asked[0]
    why = ""
    if one.word:
        why = t.plural(
            "“%(word)s” is a word that %(n)s other relation has too.",
            "“%(word)s” is a word that %(n)s other relations have too.",
            one.stands_for,
            word=one.word,
        )
    return _shown(one.relation, why, t, skipped, answers={}, sure=sure)


def _shown(
    relation: Relation | None,
    why: str,
    t: Translator,
    skipped: str,
    *,
    answers: dict[Fact, bool],
    sure: tuple[int, float],
) -> QuestionsPage:
    guess = ""
    if relation is not None:
        guess = t.text("Kreds’s guess: %(level)s.", level=t.level(relation.level))
        if relation.level is Level.UNKNOWN:
            guess = t.text("Kreds cannot guess.")
    return QuestionsPage(
        relation=relation,
        guess=guess,
        why=why,
        facts=tuple(FactLine(fact, t.known_only(fact), key, answers.get(fact)) for fact, key in FACT_KEYS),
        levels=tuple((level, t.level(level), key) for level, key in zip(LEVELS, "123", strict=True)),
        skipped=skipped,
        said=sure[0],
        # Of nobody there is nothing to be sure of.
        sure=t.percent(sure[1]) if sure[1] else "",
    )


def _learned(request: Request, *, settled: bool = False) -> LearnedPage:
    t = translator_of(request)
    found = reader_of(request).lessons()
    return LearnedPage(
        lessons=found,
        standing=tuple(t.phrase(one) for one in found.standing),
        fresh=tuple(t.phrase(one) for one in found.fresh),
        change=t.plural(
            "%(n)s relation would change its level.", "%(n)s relations would change their level.", found.changed
        ),
        settled=settled,
    )
