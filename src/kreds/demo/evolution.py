"""What happens to people in the months after the first archive: new jobs, lost connections, new relations."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kreds.demo.options import DemoOptions
from kreds.demo.people import JobChange, PeopleMaker, Relation
from kreds.model.level import Level

_DAYS_IN_A_JOB = 1_500
_VANISH_IN_A_YEAR = {Level.STRONG: 0.004, Level.AVERAGE: 0.015}
_VANISH_OTHERWISE = 0.045


def evolve(options: DemoOptions, relations: Sequence[Relation], *, day: date) -> tuple[Relation, ...]:
    """The relations as they stand on ``day``: the old ones in their places, the new ones after them."""
    later = replace(options, day=day)
    maker = PeopleMaker(later, stream=f"evolution {options.later_days}")
    rng = random.Random(f"{options.seed}/evolution/{options.later_days}")
    since = options.day + timedelta(days=1)
    old = [_aged(rng, relation, maker=maker, since=since, until=day) for relation in relations]
    count = max(1, round(len(relations) * options.later_days / 3_650)) if relations else 0
    new = sorted((maker.relation((since, day)) for _ in range(count)), key=lambda relation: relation.connected_on)
    return (*old, *new)


def _aged(rng: random.Random, relation: Relation, *, maker: PeopleMaker, since: date, until: date) -> Relation:
    span = (until - since).days + 1
    chance = _VANISH_IN_A_YEAR.get(relation.level, _VANISH_OTHERWISE) * span / 365
    if rng.random() < chance:
        return replace(relation, vanished_on=since + timedelta(days=rng.randrange(span)))
    if rng.random() >= span / _DAYS_IN_A_JOB:
        return relation
    segment = relation.segments[0] if relation.segments else ""
    company, title = maker.work(segment if segment != "current_colleague" else "partner", relation.language, until)
    if rng.random() < 0.3:
        company = relation.company
    change = JobChange(since + timedelta(days=rng.randrange(span)), relation.company, relation.title, company, title)
    if (company, title) == (relation.company, relation.title):
        return relation
    return replace(relation, company=company, title=title, job_changes=(*relation.job_changes, change))
