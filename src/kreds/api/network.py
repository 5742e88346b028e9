"""A network as Python sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from kreds.api.agenda import Cultivating
from kreds.api.balancing import Balancing
from kreds.api.cleaning import Cleaning
from kreds.api.logbook import Logbook
from kreds.api.posting import Posting
from kreds.api.reaching import Reaching
from kreds.api.surroundings import Surroundings
from kreds.api.taking_along import TakingAlong
from kreds.bootstrap import App
from kreds.errors import UsageError
from kreds.model.change import Changes
from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.decision import Decision
from kreds.model.importing import ImportResult
from kreds.model.level import Level
from kreds.model.relation import Overview, Relation, RelationQuery, RelationView
from kreds.model.trial import TrialOutcome
from kreds.services import read_network
from kreds.services.answer_questions import answer
from kreds.services.changes import changes
from kreds.services.find_person import resolve_who
from kreds.services.forget import Forgot, ToForget, to_forget
from kreds.services.forget import forget as forget_person
from kreds.services.held_about import held_about, held_shape
from kreds.services.judge_relations import overrule_level, undo
from kreds.services.label_relations import tag_relations, write_note
from kreds.services.learn_from_person import Asked, Lessons, forget, take_on, what_was_learned, whom_to_ask_next
from kreds.services.read_frames import Frames, frames
from kreds.services.trials import day_of_trial, end_trials, put_on_trial
from kreds.services.trust import Trust, trust
from kreds.services.weigh_criteria import criteria, weigh
from kreds.services.what_would_change import WouldBe, what_would_change
from kreds.text.phrase import Phrase


@dataclass(frozen=True)
class Network(Surroundings, Cleaning, Logbook, TakingAlong, Balancing, Posting, Reaching, Cultivating):
    """A network in a store. ``imported`` says what `read_archive` did, None when the store was only opened."""

    app: App
    imported: ImportResult | None = None
    _folder: "TemporaryDirectory[str] | None" = field(default=None, repr=False)

    def overview(self) -> Overview:
        """The network at a glance."""
        return read_network.overview(self.app.store)

    def relations(
        self,
        text: str = "",
        *,
        levels: tuple[Level, ...] = (),
        connected: str = "all",
        sort: str = "strength",
        descending: bool = True,
        query: RelationQuery | None = None,
    ) -> tuple[Relation, ...]:
        """All relations that fit, whatever their page; see `kreds.model.relation.RelationQuery` for the choices.

        ``query`` says everything at once, with every filter there is, in place of the other arguments.

        Raises:
            kreds.errors.UsageError: there is no such choice, or both ``query`` and another argument are given.
        """
        plain = RelationQuery(text=text, levels=levels, connected=connected, sort=sort, descending=descending)
        if query is not None and plain != RelationQuery():
            raise UsageError("CHOICES-CLASH", one="query", other="text, levels, connected, sort, descending")
        today = query.today if query and query.today else self.app.today()
        wanted = replace(query or plain, page=1, per_page=None, today=today)
        return read_network.find_relations(self.app.store, wanted).relations

    def why(self, who: str) -> RelationView:
        """A relation with its reasons, by profile address, its last part, id or unique name.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to that.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return read_network.show_relation(self.app.store, who)

    def what_would_change(self, who: str) -> tuple[WouldBe, ...]:
        """Every single thing that would make Kreds judge otherwise.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to that.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return what_would_change(self.app.store, who)

    def held_about(self, who: str) -> Mapping[str, Any]:
        """All that is held about one person, relation or not: of each kind of data a list of objects, in English.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to that.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return held_shape(held_about(self.app.store, who), Phrase.english)

    def what_forgetting_takes(self, who: str) -> ToForget:
        """What would go if they were forgotten, and the backups that would keep it; nothing is changed.

        Raises:
            kreds.errors.UsageError: it is the owner.
            kreds.errors.UnknownPersonError: nobody answers to that.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return to_forget(self.app.store, who)

    def forget(self, who: str, *, backups: Sequence[Path] = ()) -> Forgot:
        """Forget a person: nothing of them is left, and they do not come back with any import. It cannot be undone.

        ``backups`` are written anew without them. The answer names those beside the store that still hold them.

        Raises:
            kreds.errors.UsageError: it is the owner.
            kreds.errors.UnknownPersonError: nobody answers to that.
            kreds.errors.AmbiguousPersonError: several do.
            kreds.errors.BackupRefusedError: one of ``backups`` is none; nothing was changed.
        """
        return forget_person(self.app.store, who, at=self.app.now(), backups=backups)

    def overrule(self, who: str, level: Level | None) -> Relation:
        """Say what a relation is; None lets Kreds judge again."""
        return overrule_level(self.app.store, who, level, at=self.app.now())

    def trust(self) -> Trust:
        """Whether the judgement can be trusted: made as of a year before the last day, and held against what came."""
        return trust(self.app.store)

    def changes(self, since: date | None = None) -> Changes:
        """What has changed since a day; without one, since the download before, else in the last quarter.

        Raises:
            kreds.errors.UsageError: that is not a day before the last on which messages were covered.
        """
        return changes(self.app.store, since)

    def answer(self, who: str, *facts: Fact, yes: bool | None = True) -> Relation:
        """Say what no file holds: that you have met, did business, know each other well, would help; or have not.

        ``yes=None`` takes the answers away.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        person = resolve_who(self.app.store, who)
        answer(self.app.store, [person], facts, yes, at=self.app.now())
        return self.why(f"{person:013x}").relation

    def criteria(self) -> Mapping[Criterion, Emphasis]:
        """How much each criterion of the levels counts."""
        return criteria(self.app.store)

    def weigh(self, wanted: Mapping[Criterion, Emphasis]) -> int:
        """Let criteria count for more or less; for how many relations the judgement was made anew."""
        return weigh(self.app.store, wanted, at=self.app.now()).relations

    def questions(self, count: int = 5) -> tuple[Asked, ...]:
        """The relations whose level teaches most, the most telling first."""
        return whom_to_ask_next(self.app.store, count=count)

    def learned(self) -> Lessons:
        """What was learned from the person's own levels, and what could be."""
        return what_was_learned(self.app.store)

    def learn(self, *, on: bool = True) -> int:
        """Judge by what the person's levels teach, or as if nothing had; for how many relations that was made anew."""
        change = take_on if on else forget
        return change(self.app.store, at=self.app.now()).relations

    def tag(self, who: str, tag: str, *, on: bool = True) -> Relation:
        """Put a tag on a relation, or take it off; a tag that differs only in accents and case is the one in use.

        Raises:
            kreds.errors.UsageError: that cannot be a tag.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        tag_relations(self.app.store, [resolve_who(self.app.store, who)], tag, on=on, at=self.app.now())
        return self.why(who).relation

    def note(self, who: str, text: str) -> Relation:
        """Keep a note on a relation in place of the one before; an empty one takes it away.

        Raises:
            kreds.errors.UsageError: it is too long.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        return write_note(self.app.store, who, text, at=self.app.now())

    def trial(self, who: str, *, until: date | None = None, months: int | None = None) -> Relation:
        """Put a relation on trial until a day or for so many months, half a year when neither is said.

        Raises:
            kreds.errors.UsageError: the day is not after today or too far ahead, both are given, or one is no longer
                connected.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        if until is not None and months is not None:
            raise UsageError("CHOICES-CLASH", one="until", other="months")
        today = self.app.today()
        day = day_of_trial(until, months, today=today)
        put_on_trial(self.app.store, [resolve_who(self.app.store, who)], day, today=today, at=self.app.now())
        return self.why(who).relation

    def end_trial(self, who: str, outcome: TrialOutcome | None = None) -> Relation:
        """Say how a trial ended; None stops it. Who is let go is worthless from then on, by your word.

        Raises:
            kreds.errors.UsageError: there is no trial.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        end_trials(self.app.store, [resolve_who(self.app.store, who)], outcome, at=self.app.now())
        return self.why(who).relation

    def undo(self) -> Decision | None:
        """Take the latest decision back; None when there is none."""
        return undo(self.app.store, at=self.app.now())

    def frames(self) -> Frames:
        """The interactions, relations and features as polars frames, with the day and coverage to judge them by."""
        return frames(self.app.store)

    def close(self) -> None:
        """Let go of the store; a network without a store of its own is gone with it."""
        self.app.close()
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
