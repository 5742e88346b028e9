'''Kreds from Python: read an archive, look at the network, get the frames, judge, explain.

>>> from datetime import date
>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> import kreds
>>> folder = TemporaryDirectory()
>>> connections = Path(folder.name) / "Connections.csv"
>>> _ = connections.write_text("""First Name,Last Name,URL,Email Address,Company,Position,Connected On
... Anna,Holm,https://www.linkedin.com/in/anna-holm,,Nordlys,Baker,03 Oct 2020
... Bo,Lind,https://www.linkedin.com/in/bo-lind,,Havnen,Diver,01 Feb 2024
... """)
>>> head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
>>> anna, me = "https://www.linkedin.com/in/anna-holm", "https://www.linkedin.com/in/me"
>>> messages = Path(folder.name) / "messages.csv"
>>> _ = messages.write_text(f"""{head}
... 1,Anna Holm,{anna},Me,{me},2026-09-01 10:00:00 UTC,,Coffee?,INBOX
... 1,Me,{me},Anna Holm,{anna},2026-09-02 11:00:00 UTC,,Gladly,INBOX
... """)

Read it; without a store named, the network lives as long as the value does:

>>> network = kreds.read_archive(connections, messages, owner="me")
>>> network.imported.relations
2
>>> [relation.name for relation in network.relations(sort="name", descending=False)]
['Anna Holm', 'Bo Lind']
>>> view = network.why("anna-holm")
>>> view.relation.messages_in, view.relation.messages_out
(1, 1)
>>> abs(sum(view.relation.memberships.values()) - 1) < 1e-9
True

The same as frames, judged and explained step by step:

>>> frames = network.frames()
>>> frames.interactions.height
2
>>> measured = kreds.features(frames.interactions, frames.relations, day=frames.day)
>>> judged = kreds.judge(measured, day=frames.day, coverage=frames.coverage)
>>> first, verdict = measured.row(0, named=True), judged.row(0, named=True)
>>> reasons = kreds.explain(first, verdict, day=frames.day, coverage=frames.coverage)
>>> all(isinstance(reason, kreds.Reason) for reason in reasons)
True

What you know counts more than what Kreds thinks, until you take it back:

>>> network.overrule("Bo Lind", kreds.Level.STRONG).level
<Level.STRONG: 'strong'>
>>> _ = network.undo()
>>> network.why("Bo Lind").relation.overruled
False

Whether the judgement can be trusted, and what has changed, is told where there is enough to tell it from:

>>> network.trust().refusal, network.changes().refusal
('SHORT', 'SHORT')
>>> network.trust().missing.english()[:29]
'It takes two years of contact'

Tags and notes are yours too, and the list can be narrowed by all that it shows:

>>> network.tag("anna-holm", "customer").tags
('customer',)
>>> network.note("anna-holm", "Coffee in May").note
'Coffee in May'
>>> wanted = kreds.RelationQuery(tags=("customer",), direction="both", has_note=True)
>>> [relation.name for relation in network.relations(query=wanted)]
['Anna Holm']

A network is measured against what you want with it:

>>> goal = network.state_goal("More customers", {kreds.GoalKind.SELL: 1})
>>> network.goals().active == goal
True
>>> [round(gap.missing, 1) for gap in network.composition().gaps(goal)][:2]
[0.5, 0.5]

Somebody you are not sure of goes on trial; when the day comes, you keep them or let them go:

>>> network.trial("Bo Lind", months=6).trial.until > date.today()
True
>>> network.why("Bo Lind").since_trial.days
0
>>> kept = network.end_trial("Bo Lind", kreds.TrialOutcome.KEEP)
>>> kept.trial.outcome, kept.bridge
(<TrialOutcome.KEEP: 'keep'>, 1.0)
Titles are read in five languages, and everybody is put into groups, which you may overrule:

>>> said = kreds.read_title("Indkøbschef")
>>> said.function, said.seniority
(<Function.PURCHASING: 'purchasing'>, <Seniority.MANAGER: 'manager'>)
>>> network.group("Bo Lind", "current_customer").segments
('current_customer',)
>>> [one.english() for group in network.why("Bo Lind").groups for one in group.reasons]
['You say so']
>>> network.group("Bo Lind", "current_customer", on=None).segments
()

Whom you know and are not connected to, and who has invited you, judged by a policy of your own:

>>> network.invite().total, len(network.invitations().received)
(0, 0)
>>> sum(network.lay_down(kreds.Policy(otherwise=kreds.Verdict.ASK)).values())
0
>>> network.close()
>>> folder.cleanup()
'''

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from kreds.bootstrap import App, open_app
from kreds.composition.titles import read_title
from kreds.errors import KredsError, UsageError
from kreds.model.change import Change, ChangeKind, Changes
from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.decision import Decision
from kreds.model.goal import Goal, GoalKind, Target
from kreds.model.importing import ImportResult
from kreds.model.invitation import Ground, Policy, Unwanted, Verdict
from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.match import Match, MatchCounts, MatchState
from kreds.model.relation import Overview, Reason, Relation, RelationQuery, RelationView
from kreds.model.segment import AccountStatus, Membership, Segment
from kreds.model.title import Function, Role, Seniority, Title
from kreds.model.trial import Trial, TrialOutcome
from kreds.services import read_network
from kreds.services.answer_questions import answer
from kreds.services.changes import changes
from kreds.services.find_anybody import outsider_called
from kreds.services.find_person import resolve_who
from kreds.services.held_about import held_about, held_shape
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.invitations import InvitationsPage, invitations
from kreds.services.invite import InvitePage, InviteQuery, invite, say_invite
from kreds.services.judge_relations import name_owner, overrule_level, undo
from kreds.services.label_relations import tag_relations, write_note
from kreds.services.learn_from_person import Asked, Lessons, forget, take_on, what_was_learned, whom_to_ask_next
from kreds.services.match_people import list_matches, match_counts, say_match
from kreds.services.read_composition import Composition, composition
from kreds.services.read_frames import Frames, frames
from kreds.services.read_groups import Groups, RulePreview, preview_rule, read_groups
from kreds.services.said_invitations import lay_down
from kreds.services.say_groups import add_rule, checked_rule, say_account, say_group
from kreds.services.state_goal import Goals, mixed_goal, state_goal, stated_goals
from kreds.services.trials import day_of_trial, end_trials, put_on_trial
from kreds.services.trust import Trust, trust
from kreds.services.weigh_criteria import criteria, weigh
from kreds.services.what_would_change import WouldBe, what_would_change
from kreds.settings import Settings
from kreds.text.phrase import Phrase
from kreds.ties import Coverage, features, judge
from kreds.ties.alive import AliveModel
from kreds.ties.backtest import Backtest, backtest
from kreds.ties.explanation import explain
from kreds.ties.foretelling import learn_alive

__all__ = [
    "AccountStatus",
    "AliveModel",
    "Backtest",
    "Change",
    "ChangeKind",
    "Changes",
    "Composition",
    "Coverage",
    "Frames",
    "Function",
    "Goal",
    "GoalKind",
    "Goals",
    "Ground",
    "Groups",
    "ImportResult",
    "KredsError",
    "Level",
    "Match",
    "MatchState",
    "Membership",
    "Network",
    "Overview",
    "Policy",
    "Reason",
    "Relation",
    "RelationQuery",
    "RelationView",
    "Role",
    "RulePreview",
    "Seen",
    "Segment",
    "Seniority",
    "Sign",
    "Target",
    "Title",
    "Trend",
    "Trial",
    "TrialOutcome",
    "Trust",
    "Unwanted",
    "Verdict",
    "backtest",
    "explain",
    "features",
    "judge",
    "learn_alive",
    "open_network",
    "read_archive",
    "read_title",
]


@dataclass(frozen=True)
class Network:
    """A network in a store. ``imported`` says what `read_archive` did, None when the store was only opened."""

    app: App
    imported: ImportResult | None = None
    _folder: "TemporaryDirectory[str] | None" = field(default=None, repr=False)

    def overview(self) -> Overview:
        """The network at a glance."""
        return read_network.overview(self.app.store)

    def goals(self) -> Goals:
        """What is wanted on LinkedIn: all goals, and the one that counts."""
        return stated_goals(self.app.store)

    def state_goal(self, name: str, kinds: Mapping[GoalKind, float] | None = None, *targets: Target) -> Goal:
        """State a goal and let it count: mixed from starting points by weight, or of one's own ``targets``.

        Raises:
            kreds.errors.UsageError: it cannot be a goal, or another one has that name.
        """
        goal = mixed_goal(name, dict(kinds or {}))
        wanted = replace(goal, targets=targets) if targets else goal
        return state_goal(self.app.store, wanted, at=self.app.now(), choose=True)[0]

    def composition(self) -> Composition:
        """What the network is made of; ``composition.gaps(goal)`` tells what a goal is missing."""
        return composition(self.app.store)

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

    def matches(self, state: MatchState = MatchState.OPEN) -> tuple[Match, ...]:
        """Relations and people of other sources who may be one human, in one state."""
        return list_matches(self.app.store, state)

    def match(self, match: str, *, same: bool | None) -> MatchCounts:
        """Say whether two are one human, by the id of their match (None: let Kreds decide); how many wait then.

        Raises:
            kreds.errors.UsageError: there is no such pair.
        """
        say_match(self.app.store, match, same, at=self.app.now())
        return match_counts(self.app.store)

    def tag(self, who: str, tag: str, *, on: bool = True) -> Relation:
        """Put a tag on a relation, or take it off; a tag that differs only in accents and case is the one in use.

        Raises:
            kreds.errors.UsageError: that cannot be a tag.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        tag_relations(self.app.store, [resolve_who(self.app.store, who)], tag, on=on, at=self.app.now())
        return self.why(who).relation

    def groups(self) -> Groups:
        """The groups of the network with their numbers, the rules that stand, and what was said of companies."""
        return read_groups(self.app.store)

    def group(self, who: str, segment: str, *, on: bool | None = True) -> Relation:
        """Say whether somebody is in a group; None lets Kreds judge again. One of your own is "own:" and its name.

        Raises:
            kreds.errors.UsageError: there is no such group.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        say_group(self.app.store, [resolve_who(self.app.store, who)], segment, on, at=self.app.now())
        return self.why(who).relation

    def group_rule(self, segment: str, *, on: bool = True, **where: str) -> RulePreview:
        """Lay down a rule, as in ``group_rule("former_colleague", company="Lind ApS")``; whom it is about.

        The conditions are company, title, domain, connected_from, connected_to, seniority, function and tag.

        Raises:
            kreds.errors.UsageError: there is no such group or condition, or nothing is asked.
        """
        found = preview_rule(self.app.store, checked_rule(segment, where, on=on))
        add_rule(self.app.store, segment, where, on=on, at=self.app.now())
        return found

    def account(self, company: str, status: AccountStatus | None) -> int:
        """Say what a company is to you; None lets your lists tell again. For how many relations that was looked at.

        Raises:
            kreds.errors.UsageError: that is no company.
        """
        return say_account(self.app.store, company, status, at=self.app.now()).relations

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

    def invite(self, *, show: str = "to_do", group: str = "", limit: int | None = None) -> InvitePage:
        """Whom to invite, the most worth first, with reasons; ``show`` is a state or "former".

        Raises:
            kreds.errors.UsageError: there is no such state.
        """
        query = InviteQuery(show=show, group=group, per_page=limit)
        return invite(self.app.store, query, today=self.app.today(), settled=self.app.settings.limits)

    def say_invited(self, who: str, status: str = "sent", *, noted: bool = False) -> None:
        """Say that somebody was invited today ("sent"), that it was "withdrawn", "not_now", or "" for nothing.

        Raises:
            kreds.errors.UsageError: there is no such status.
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        app = self.app
        with app.store.reading() as db:
            person = outsider_called(db, who)
        say_invite(app.store, [person], status, today=app.today(), at=app.now(), noted=noted)

    def invitations(self, show: str = "waiting") -> InvitationsPage:
        """The invitations to the owner, judged by the policy; ``show`` is "waiting", "answered" or "accepted".

        Raises:
            kreds.errors.UsageError: there is no such choice.
        """
        return invitations(self.app.store, show)

    def lay_down(self, policy: Policy) -> Mapping[Verdict, int]:
        """Let a policy count from now on; how many of the invitations that wait get which verdict by it."""
        lay_down(self.app.store, policy, at=self.app.now())
        return self.invitations().verdicts

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


def open_network(store: str | Path | None = None) -> Network:
    """Open a network: a file, ``postgresql://...``, or the person's own store when nothing is named."""
    return Network(open_app(None if store is None else str(store)))


def read_archive(
    *paths: str | Path,
    store: str | Path | None = None,
    owner: str | None = None,
    keep_texts: bool = False,
    skip_lines: Mapping[str, tuple[int, int]] | None = None,
) -> Network:
    """Import deliveries (zips, folders, files, in any order) and open the network they make.

    Args:
        store: where to keep it; in a temporary folder when not named.
        owner: profile address of the person whose network it is, when the files do not say.
        keep_texts: keep the words of messages too.
        skip_lines: for names of files the first and last line of a broken part to leave out.

    Raises:
        kreds.errors.RefusedError: a file cannot be trusted; nothing was changed.
    """
    folder = None if store is not None else TemporaryDirectory(prefix="kreds-")
    target = str(store) if folder is None else str(Path(folder.name) / "kreds.db")
    app = open_app(settings=Settings(store=target, language="", keep_message_texts=keep_texts))
    try:
        options = ImportOptions(
            today=app.today(), now=app.now, origin="python", keep_texts=keep_texts, skip_lines=skip_lines or {}
        )
        imported = import_files(app.store, [Path(path) for path in paths], options)
        if owner:
            name_owner(app.store, owner, at=app.now())
    except BaseException:
        app.close()
        if folder is not None:
            folder.cleanup()
        raise
    return Network(app, imported, folder)
