"""The part of the network about who the relations are: goals, groups, who is who, whom to invite and accept."""

from collections.abc import Mapping
from dataclasses import replace

from kreds.bootstrap import App
from kreds.model.goal import Goal, GoalKind, Target
from kreds.model.invitation import Policy, Verdict
from kreds.model.match import Match, MatchCounts, MatchState
from kreds.model.relation import Relation
from kreds.model.segment import AccountStatus
from kreds.services import propose_rules, read_network
from kreds.services.find_anybody import outsider_called
from kreds.services.find_person import resolve_who
from kreds.services.invitations import InvitationsPage, invitations
from kreds.services.invite import InvitePage, InviteQuery, invite, say_invite
from kreds.services.match_people import list_matches, match_counts, say_match
from kreds.services.propose_rules import ProposedRule
from kreds.services.read_composition import Composition, composition
from kreds.services.read_groups import Groups, RulePreview, preview_rule, read_groups
from kreds.services.said_invitations import lay_down
from kreds.services.say_groups import add_rule, checked_rule, say_account, say_group
from kreds.services.state_goal import Goals, mixed_goal, state_goal, stated_goals


class Surroundings:
    """What a network offers beside the judgement; `kreds.api.network.Network` is the whole of it."""

    app: App

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
        return read_network.show_relation(self.app.store, who).relation

    def group_rule(self, segment: str, *, on: bool = True, **where: str) -> RulePreview:
        """Lay down a rule, as in ``group_rule("former_colleague", company="Lind ApS")``; whom it is about.

        The conditions are company, title, domain, connected_from, connected_to, seniority, function and tag.

        Raises:
            kreds.errors.UsageError: there is no such group or condition, or nothing is asked.
        """
        found = preview_rule(self.app.store, checked_rule(segment, where, on=on))
        add_rule(self.app.store, segment, where, on=on, at=self.app.now())
        return found

    def proposed_rules(self) -> tuple[ProposedRule, ...]:
        """Rules that follow from your own jobs, your lists and your corrections, with whom each would move."""
        return propose_rules.proposed_rules(self.app.store)

    def answer_proposal(self, rule: str, *, accept: bool) -> bool:
        """Use the proposed rule with this id, or dismiss it for good; False where it is proposed no longer."""
        store, at = self.app.store, self.app.now()
        if accept:
            return propose_rules.accept_proposal(store, rule, at=at)[0] is not None
        return propose_rules.dismiss_proposal(store, rule, at=at).id > 0

    def account(self, company: str, status: AccountStatus | None) -> int:
        """Say what a company is to you; None lets your lists tell again. For how many relations that was looked at.

        Raises:
            kreds.errors.UsageError: that is no company.
        """
        return say_account(self.app.store, company, status, at=self.app.now()).relations

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
