"""The JSON that stays: what ``--json``, the pages and the exports print for imports, relations, reasons and errors.

More keys may be added; none of these is ever renamed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from kreds.composition.titles import TitleCoverage
from kreds.errors import PROBLEMS, AmbiguousPersonError, KredsError, RefusedError
from kreds.model.change import Change, ChangeKind, Changes
from kreds.model.importing import FileResult, ImportResult, ListSample, Owner, RejectedRow
from kreds.model.invitation import Limits
from kreds.model.level import Level
from kreds.model.relation import Evidence, Overview, Relation, RelationPage, RelationView
from kreds.model.trial import SinceTrial
from kreds.services.learn_from_person import Asked, Lessons
from kreds.services.look_at_files import Look
from kreds.services.propose_rules import ProposedRule
from kreds.services.read_groups import Groups
from kreds.services.read_imports import PastImport
from kreds.services.trust import Trust
from kreds.services.what_is_stored import Stored
from kreds.text.phrase import Phrase

Say = Callable[[Phrase], str]
"""Says a phrase in the language asked for."""

Json = dict[str, Any]

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def import_shape(result: ImportResult, say: Say) -> Json:
    """What one import did."""
    return {
        "files": [file_shape(file, say) for file in result.files],
        "relations": result.relations,
        "no_longer_connected": result.no_longer_connected,
        "rejected": [rejected_shape(row, say) for row in result.rejected],
        "owner": _owner(result.owner),
        "owner_is_sure": result.owner_is_sure,
        "owner_candidates": [_owner(owner) for owner in result.owner_candidates],
        "ignored": list(result.ignored),
        "unknown": list(result.unknown),
        "notes": [say(note) for note in result.notes],
        "seconds": round(result.seconds, 3),
        "known_from_elsewhere": result.outsiders,
        "unmatched": [_sample(one) for one in result.unmatched],
    }


def _sample(one: ListSample) -> Json:
    """The names of a list's columns and how they are read, or would be; its rows are nobody's business here."""
    columns = {means.value: list(names) for means, names in one.matching.columns.items()}
    kind = one.matching.kind.value
    return {"name": one.name, "header": list(one.header), "kind": kind, "columns": columns, "is_read": one.is_read}


def look_shape(look: Look, say: Say) -> Json:
    """What deliveries hold, before anything is written; ``rows`` is reckoned where ``exact`` is false."""
    return {
        "archives": [
            {
                "name": archive.name,
                "day": _day(archive.day),
                "day_is_sure": archive.is_sure,
                "files": [
                    {
                        "name": file.name,
                        "kind": file.kind,
                        "rows": file.rows,
                        "exact": file.is_exact,
                        "bytes": file.size,
                        "imported_before": file.is_known,
                        "people": file.people,
                    }
                    for file in archive.files
                ],
                "unread": [{"name": file.name, "reason": file.reason} for file in archive.unread],
                "lists": [_sample(one) for one in archive.lists],
            }
            for archive in look.archives
        ],
        "notes": [say(note) for note in look.notes],
    }


def file_shape(file: FileResult, say: Say) -> Json:
    """One file's equation: read = new + updated + unchanged + merged + rejected + all skipped."""
    return {
        "name": file.name,
        "read": file.read,
        "new": file.new,
        "updated": file.updated,
        "unchanged": file.unchanged,
        "merged": file.merged,
        "rejected": file.rejected,
        "skipped": dict(file.skipped),
        "kind": file.kind,
        "notes": [say(note) for note in file.notes],
    }


def past_import_shape(past: PastImport, say: Say) -> Json:
    """One import of the history; ``at`` is seconds since 1970-01-01 UTC."""
    return {
        "id": past.id,
        "at": past.at,
        "origin": past.origin,
        "version": past.version,
        "relations": past.relations,
        "no_longer_connected": past.no_longer_connected,
        "archives": list(past.archives),
        "files": [file_shape(file, say) for file in past.files],
    }


def settled_shape(stored: Stored, *, half_life_days: int, keep_texts: bool, limits: Limits) -> Json:
    """What is settled, and how much is stored."""
    return {
        "half_life_days": half_life_days,
        "keep_texts": keep_texts,
        **asdict(limits),
        "relations": stored.relations,
        "messages": stored.messages,
        "message_texts": stored.message_texts,
        "interactions": stored.interactions,
        "activities": stored.activities,
        "decisions": stored.decisions,
        "imports": stored.imports,
        "set_aside": stored.set_aside,
        "bytes": stored.size,
    }


def rejected_shape(row: RejectedRow, say: Say) -> Json:
    """A row set aside, without its raw text."""
    return {"file": row.file, "line": row.line, "code": row.code, "reason": say(rejection(row))}


def rejection(row: RejectedRow) -> Phrase:
    """Why a row was set aside."""
    problem = PROBLEMS.get(row.code)
    if problem is None:
        return Phrase("This row could not be read (%(code)s).", {"code": row.code})
    # A row that an older version set aside may lack a fact.
    missing = dict.fromkeys(_PLACEHOLDER.findall(problem.message), "…")
    return Phrase(problem.message, {**missing, **{name: _fact(value) for name, value in row.facts.items()}})


def _fact(value: object) -> str | int | float | date:
    return value if isinstance(value, str | int | float | date) else str(value)


def _owner(owner: Owner) -> Json:
    return {"name": owner.name, "profile_url": owner.profile_url}


def relation_shape(relation: Relation) -> Json:
    """A relation; days are ISO texts or null."""
    return {
        "id": relation.id,
        "name": relation.name,
        "profile_url": relation.profile_url,
        "company": relation.company,
        "title": relation.title,
        "connected_on": _day(relation.connected_on),
        "no_longer_since": _day(relation.no_longer_since),
        "level": relation.level.value,
        "memberships": {level.value: share for level, share in relation.memberships.items()},
        "strength": relation.strength,
        "alive": relation.alive,
        "coverage": {sign.value: seen.value for sign, seen in relation.coverage.items()},
        "overruled": relation.overruled,
        "segments": list(relation.segments),
        "messages_in": relation.messages_in,
        "messages_out": relation.messages_out,
        "last_contact": _day(relation.last_contact),
        "trend": relation.trend.value,
        "tags": list(relation.tags),
        "note": relation.note,
        "bridge": relation.bridge,
        "trial_since": _day(relation.trial.since),
        "trial_until": _day(relation.trial.until),
        "trial_outcome": relation.trial.outcome.value if relation.trial.outcome else "",
        "trial_ended": _day(relation.trial.ended),
        "segment_share": relation.segment_share,
        "function": relation.function,
        "seniority": relation.seniority,
        "role": relation.role,
        "industry": relation.industry,
        "place": relation.place,
    }


def relations_shape(page: RelationPage) -> Json:
    """A page of relations (or all of them)."""
    return {
        "as_of": _day(page.as_of),
        "relations": [relation_shape(relation) for relation in page.relations],
        "total": page.total,
        "page": page.page,
        "pages": page.pages,
        "counts": {level.value: count for level, count in page.counts.items()},
    }


def why_shape(view: RelationView, say: Say) -> Json:
    """A relation and the reasons for its level."""
    return {
        **relation_shape(view.relation),
        "reasons": [
            {
                "sign": reason.sign,
                "text": say(reason.phrase),
                "contribution": reason.contribution,
                "evidence": [_evidence(evidence, say) for evidence in reason.evidence],
            }
            for reason in view.reasons
        ],
        "as_of": _day(view.as_of),
        "judged_level": view.judged_level.value,
        "jobs": [{"company": job.company, "title": job.title, "since": _day(job.since)} for job in view.jobs],
        "timeline": [
            {
                "day": _day(entry.day),
                "channel": entry.channel,
                "in": entry.inbound,
                "out": entry.outbound,
                "detail": entry.detail,
            }
            for entry in view.timeline
        ],
        "shared_group_messages": view.shared_group_messages,
        "answers": {fact.value: yes for fact, yes in view.answers.items()},
        "since_trial": _since_trial(view.since_trial) if view.since_trial else None,
        "groups": [
            {"segment": g.segment, "share": g.share, "source": g.source.value, "reasons": [say(r) for r in g.reasons]}
            for g in view.groups
        ],
    }


def groups_shape(found: Groups) -> Json:
    """All groups with their numbers, the rules that stand, and what was said of companies."""
    return {
        "relations": found.relations,
        "ungrouped": found.ungrouped,
        "segments": [
            {
                "segment": one.segment,
                "people": one.people,
                "expected": round(one.expected, 2),
                "strong": one.strong,
                "said": one.said,
            }
            for one in found.counts
        ],
        "rules": [
            {
                "id": one.rule.id,
                "segment": one.rule.segment,
                "on": one.rule.on,
                "where": dict(one.rule.where),
                "people": one.people,
            }
            for one in found.rules
        ],
        "accounts": [{"company": one.name, "status": one.status.value} for one in found.accounts],
    }


def proposals_shape(found: Iterable[ProposedRule]) -> Json:
    """Rules that are proposed: whom each is about, what it follows from, and the first of those it would move."""
    return {
        "proposals": [
            {
                "id": one.rule.id,
                "segment": str(one.rule.segment),
                "on": one.rule.on,
                "where": dict(one.rule.where),
                "ground": one.ground.value,
                "place": one.place,
                "people": one.people,
                "moved": one.moved,
                "examples": [relation_shape(each) for each in one.examples],
            }
            for one in found
        ]
    }


def titles_shape(found: TitleCoverage) -> Json:
    """How many titles were read."""
    return {
        "titles": found.titles,
        "read": found.read,
        "by_language": dict(found.by_language),
        "unread_words": [{"word": word, "titles": count} for word, count in found.unread_words],
    }


def _since_trial(since: SinceTrial) -> Json:
    return {
        "contact_days": since.days,
        "messages_in": since.messages_in,
        "messages_out": since.messages_out,
        "other_contact": since.others,
        "seen_to": _day(since.seen_to),
        "is_covered": since.is_covered,
    }


def trust_shape(found: Trust, say: Say) -> Json:
    """The judgement of a day in the past, against what came; figures are null or empty where ``refusal`` says why."""
    return {
        "judged_on": _day(found.then),
        "as_of": _day(found.until),
        "horizon_days": found.horizon_days,
        "refusal": found.refusal,
        "missing": say(found.missing) if found.missing else "",
        "relations": found.relations,
        "again": found.again,
        "levels": {level.value: {"called": one.called, "touched": one.touched} for level, one in found.levels.items()}
        or None,
        "rankings": {name: {"auc": one.auc, "ap": one.ap} for name, one in found.rankings.items()} or None,
        "calibration": [{"foretold": one.foretold, "observed": one.observed, "relations": one.n} for one in found.bins],
        "calibration_error": found.calibration_error,
    }


def changes_shape(found: Changes, say: Say) -> Json:
    """What has changed between two days; of each kind the first, and in ``counts`` how many there are."""
    return {
        "since": _day(found.since),
        "as_of": _day(found.as_of),
        "refusal": found.refusal,
        "missing": say(found.missing) if found.missing else "",
        **{kind.value: [_change(one, say) for one in found.of(kind)] for kind in ChangeKind},
        "counts": {kind.value: count for kind, count in found.counts.items()},
        "before": {level.value: count for level, count in found.before.items()},
        "now": {level.value: count for level, count in found.now.items()},
        "new": found.new,
        "no_longer_connected": found.gone,
        "offered": [{"basis": one.basis, "since": _day(one.since)} for one in found.offered],
    }


def _change(one: Change, say: Say) -> Json:
    return {
        **relation_shape(one.relation),
        "before": one.before.value,
        "text": say(one.why),
        "usual_gap": None if one.usual_gap is None else round(one.usual_gap, 1),
        "silent_days": one.silent_days,
    }


def _evidence(evidence: Evidence, say: Say) -> Json:
    return {"text": say(evidence.phrase), "day": _day(evidence.day), "source": evidence.source}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def questions_shape(asked: Sequence[Asked]) -> Json:
    """Whom to ask about next."""
    return {
        "questions": [
            {"relation": relation_shape(one.relation), "word": one.word, "stands_for": one.stands_for} for one in asked
        ]
    }


def lessons_shape(lessons: Lessons, say: Say) -> Json:
    """What was learned from the person's own levels, and what could be."""
    return {
        "said": lessons.said,
        "sure": round(lessons.sure, 6),
        "is_on": lessons.is_on,
        "standing": [say(one) for one in lessons.standing],
        "is_new": lessons.is_new,
        "fresh": [say(one) for one in lessons.fresh],
        "changed": lessons.changed,
        "counts": {level.value: lessons.counts.get(level.value, 0) for level in Level},
    }


def error_shape(error: KredsError, said: Sequence[str]) -> Json:
    """An error; ``said`` is its message and what to do about it in the language asked for."""
    message, what_to_do = said
    file, line, column = (error.file, error.line, error.column) if isinstance(error, RefusedError) else (None,) * 3
    shape: Json = {
        "code": error.code,
        "file": file,
        "line": line,
        "column": column,
        "message": message,
        "what_to_do": what_to_do,
    }
    if isinstance(error, AmbiguousPersonError):
        shape["candidates"] = [
            {"id": number, "name": name, "profile_url": url} for number, name, url in error.candidates
        ]
    return {"error": shape}


def overview_shape(overview: Overview) -> Json:
    """The network at a glance; the dots of the circle are left to `relations_shape`."""
    return {
        "as_of": _day(overview.as_of),
        "owner": overview.owner_name,
        "relations": overview.relations,
        "former": overview.former,
        "counts": {level.value: count for level, count in overview.counts.items()},
        "never_spoken": overview.never_spoken,
        "messages_covered": overview.messages_covered,
        "by_year": [{"year": year, "new": count} for year, count in overview.by_year],
        "by_month": [
            {"month": _day(month), "in": inbound, "out": outbound} for month, inbound, outbound in overview.by_month
        ],
        "fading": [relation_shape(relation) for relation in overview.fading],
        "growing": [relation_shape(relation) for relation in overview.growing],
        "fading_count": overview.fading_count,
        "growing_count": overview.growing_count,
        "doubtful": overview.doubtful,
        "trials": [_day(until) for until in overview.trials],
        "imports": overview.imports,
    }
