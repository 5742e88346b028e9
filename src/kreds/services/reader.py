"""How pages and commands look at a network: as it is, or incognito. Nothing but reading goes through here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import select

from kreds.cleanup.losses import Lost
from kreds.composition.invite_language import Chosen
from kreds.model.balance import Balance, Giving
from kreds.model.change import Changes
from kreds.model.goal import Audience
from kreds.model.invitation import Limits, Verdict
from kreds.model.log import LoggedLine, LogKind
from kreds.model.match import Match, MatchState
from kreds.model.outsider import Outsider
from kreds.model.post import Post, PostList
from kreds.model.relation import Overview, Relation, RelationPage, RelationQuery, RelationView
from kreds.services import read_network
from kreds.services.add_reactions import Preview, preview_reactions
from kreds.services.changes import changes, known_changes
from kreds.services.cleanup_history import History, history
from kreds.services.find_relations import find_people
from kreds.services.incognito import (
    OWNER,
    Pseudonym,
    mask_asked,
    mask_candidate,
    mask_changes,
    mask_effect,
    mask_lessons,
    mask_logged,
    mask_match,
    mask_overview,
    mask_received,
    mask_relation,
    mask_view,
    person_name,
    pseudonyms,
)
from kreds.services.invitations import InvitationsPage, invitations
from kreds.services.invite import InvitePage, InviteQuery, invite, language_of
from kreds.services.learn_from_person import Asked, Lessons, what_was_learned, whom_to_ask_next
from kreds.services.log_contact import LogEffect, fits, logged
from kreds.services.mask_balance import mask_balance
from kreds.services.mask_cleanup import mask_history, mask_lost, mask_work_list
from kreds.services.mask_groups import mask_composition, mask_goals, mask_reached, mask_spell
from kreds.services.mask_posts import mask_lists, mask_post, mask_preview
from kreds.services.mask_reviews import mask_card, mask_protected, mask_row
from kreds.services.mask_week import mask_person, mask_week
from kreds.services.match_people import MOST_LISTED, list_matches, matches_of, next_match
from kreds.services.match_people import Asked as AskedMatch
from kreds.services.protected import Protected, protected
from kreds.services.read_audience import Reached, reached
from kreds.services.read_balance import balance, giving_of
from kreds.services.read_cleanup import lost_with_list
from kreds.services.read_composition import Composition, composition
from kreds.services.read_post_lists import all_lists
from kreds.services.read_posts import Posts, all_posts, one_post
from kreds.services.read_week import PersonAgenda, WeekView, agenda_of, read_week
from kreds.services.relation_rows import relations_of, shown_id
from kreds.services.review_card import Card, Row, card, rows
from kreds.services.say_lists import SaidOfList
from kreds.services.standing import stamp
from kreds.services.state_goal import Goals, GoalSpell, goal_history, stated_goals
from kreds.services.work_list import WorkList, work_list
from kreds.store.database import Store
from kreds.store.tables import relations
from kreds.text.names import search_key

_BY_NAME = ("name", "company", "title")

_kept: WeakKeyDictionary[Store, tuple[object, Sequence[Pseudonym]]] = WeakKeyDictionary()
_masked: WeakKeyDictionary[Store, tuple[Overview, Overview]] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Reader:
    """One way of looking at one store. Decisions are made by id, which is the same in both.

    ``today`` is the day by which trials are due.
    """

    store: Store
    incognito: bool = False
    today: date | None = None

    def overview(self) -> Overview:
        """The network at a glance: see `kreds.services.read_overview.overview`."""
        found = read_network.overview(self.store)
        if not self.incognito:
            return found
        with _lock:
            kept = _masked.get(self.store)
        if kept is None or kept[0] is not found:
            kept = (found, mask_overview(found))
            with _lock:
                _masked[self.store] = kept
        return kept[1]

    def questions(self, *, count: int = 5, skipping: Collection[int] = ()) -> tuple[Asked, ...]:
        """Whom to ask about next: see `kreds.services.learn_from_person.whom_to_ask_next`."""
        asked = whom_to_ask_next(self.store, count=count, skipping=skipping)
        return tuple(map(mask_asked, asked)) if self.incognito else asked

    def next_match(self, skipping: Collection[str] = (), *, first: str = "") -> AskedMatch:
        """The next pair to ask about: see `kreds.services.match_people.next_match`."""
        asked = next_match(self.store, skipping, first=first)
        return replace(asked, match=mask_match(asked.match)) if self.incognito and asked.match else asked

    def matches(
        self, state: MatchState = MatchState.OPEN, *, most: int = MOST_LISTED, skip: int = 0
    ) -> tuple[Match, ...]:
        """Pairs in one state: see `kreds.services.match_people.list_matches`."""
        return self._hidden(list_matches(self.store, state, most=most, skip=skip))

    def matches_of(self, relation: str) -> tuple[Match, ...]:
        """Whom a relation is one with: see `kreds.services.match_people.matches_of`."""
        return self._hidden(matches_of(self.store, relation))

    def _hidden(self, found: tuple[Match, ...]) -> tuple[Match, ...]:
        return tuple(map(mask_match, found)) if self.incognito else found

    def posts(self) -> Posts:
        """What was posted, and who reacted: see `kreds.services.read_posts.all_posts`."""
        found = all_posts(self.store)
        if not self.incognito:
            return found
        return replace(found, posts=tuple(map(mask_post, found.posts)), taken_back=mask_lists(found.taken_back))

    def post(self, post: str) -> Post:
        """One post: see `kreds.services.read_posts.one_post`."""
        found = one_post(self.store, post)
        return mask_post(found) if self.incognito else found

    def post_lists(self) -> tuple[PostList, ...]:
        """The lists of who reacted that were read: see `kreds.services.read_post_lists.all_lists`."""
        found = all_lists(self.store)
        return mask_lists(found) if self.incognito else found

    def said_of_list(self, said: SaidOfList) -> SaidOfList:
        """What was said of a list."""
        return replace(said, list=mask_lists([said.list])[0]) if self.incognito else said

    def preview_reactions(self, text: str, post: str) -> Preview:
        """Who a copied list is of: see `kreds.services.add_reactions.preview_reactions`."""
        found = preview_reactions(self.store, text, post)
        return mask_preview(found) if self.incognito else found

    def lessons(self) -> Lessons:
        """What was learned: see `kreds.services.learn_from_person.what_was_learned`."""
        found = what_was_learned(self.store)
        return mask_lessons(found) if self.incognito else found

    def composition(self) -> Composition:
        """What the network is made of: see `kreds.services.read_composition.composition`."""
        found = composition(self.store)
        return mask_composition(found) if self.incognito else found

    def reached(self, audience: Audience) -> Reached:
        """Who of the network belongs to an audience, told by its real names: see `kreds.services.read_audience`."""
        found = reached(self.store, audience)
        return mask_reached(found) if self.incognito else found

    def goals(self) -> Goals:
        """What is wanted: see `kreds.services.state_goal.stated_goals`."""
        found = stated_goals(self.store)
        return mask_goals(found) if self.incognito else found

    def goal_history(self) -> tuple[GoalSpell, ...]:
        """Which goal counted when: see `kreds.services.state_goal.goal_history`."""
        found = goal_history(self.store)
        return tuple(map(mask_spell, found)) if self.incognito else found

    def invite(self, query: InviteQuery, settled: Limits) -> InvitePage:
        """Whom to invite: see `kreds.services.invite.invite`."""
        found = invite(self.store, query, today=self.today or date.max, settled=settled)
        if not self.incognito:
            return found
        return replace(found, candidates=tuple(map(mask_candidate, found.candidates)), owner=OWNER)

    def language_for(self, one: Outsider, *, usual: str) -> Chosen:
        """The language to write to somebody in: see `kreds.services.invite.language_of`."""
        return language_of(self.store, one, usual=usual)

    def invitations(self, show: str = "waiting", verdict: Verdict | None = None) -> InvitationsPage:
        """Whom to accept: see `kreds.services.invitations.invitations`."""
        found = invitations(self.store, show, verdict=verdict)
        if not self.incognito:
            return found
        return replace(found, received=tuple(map(mask_received, found.received)), owner=OWNER)

    def work_list(self) -> WorkList:
        """Whom to remove by hand: see `kreds.services.work_list.work_list`."""
        found = work_list(self.store, today=self.today or date.max)
        return mask_work_list(found) if self.incognito else found

    def cleanup_history(self) -> History:
        """What became of the clean-ups: see `kreds.services.cleanup_history.history`."""
        found = history(self.store, today=self.today or date.max)
        return mask_history(found) if self.incognito else found

    def logged(
        self, people: Collection[int] | None = None, *, words: str = "", kind: LogKind | None = None
    ) -> tuple[LoggedLine, ...]:
        """What the person has logged, the newest first: see `kreds.services.log_contact.logged`.

        Incognito, words are looked for among the pseudonyms only: a word that is found would tell what a line says.
        """
        if not self.incognito:
            return logged(self.store, people, words=words, kind=kind)
        masked = (mask_logged(one) for one in logged(self.store, people, kind=kind))
        return tuple(one for one in masked if fits(one, words))

    def balance(self) -> Balance:
        """What was done of the four parts: see `kreds.services.read_balance.balance`."""
        found = balance(self.store, today=self.today or date.max)
        return mask_balance(found) if self.incognito else found

    def giving(self, person: int) -> Giving | None:
        """What the owner and one relation give each other, which names nobody."""
        return giving_of(self.store, person)

    def effect(self, found: LogEffect) -> LogEffect:
        """What a line has changed, as this reader may see it."""
        return mask_effect(found) if self.incognito else found

    def week(self, *, at: int, fixes: bool = True) -> WeekView:
        """The agenda of this week: see `kreds.services.read_week.read_week`."""
        found = read_week(self.store, today=self.today or date.max, at=at, fixes=fixes)
        return mask_week(found) if self.incognito else found

    def agenda_of(self, person: int) -> PersonAgenda | None:
        """What the agenda knows of a relation: see `kreds.services.read_week.agenda_of`."""
        found = agenda_of(self.store, person, today=self.today or date.max)
        return mask_person(found) if self.incognito and found else found

    def changes(self, since: date | None = None) -> Changes:
        """What has changed since an earlier day: see `kreds.services.changes.changes`."""
        return self._shown(changes(self.store, since))

    def known_changes(self, since: date | None = None) -> Changes | None:
        """The same where nothing has to be reckoned first."""
        found = known_changes(self.store, since)
        return None if found is None else self._shown(found)

    def _shown(self, found: Changes) -> Changes:
        return mask_changes(found) if self.incognito else found

    def show_relation(self, who: str) -> RelationView:
        """One relation: see `kreds.services.show_relation.show_relation`."""
        view = read_network.show_relation(self.store, who)
        return mask_view(view) if self.incognito else view

    def card(self, who: str, *, ahead: Sequence[str] = ()) -> Card:
        """One card of the deck: see `kreds.services.review_card.card`."""
        found = card(self.store, who, today=self.today or date.max, ahead=ahead)
        return mask_card(found) if self.incognito else found

    def relations_of(self, people: Sequence[int]) -> dict[int, Relation]:
        """These relations by their number; whoever is none is left out."""
        with self.store.reading() as db:
            found = {int(one.id, 16): one for one in relations_of(db, people)}
        return {who: mask_relation(one) for who, one in found.items()} if self.incognito else found

    def name_of(self, person: int) -> str:
        """What a relation is called, "" for nobody."""
        if self.incognito:
            return person_name(shown_id(person))
        with self.store.reading() as db:
            return db.scalar(select(relations.c.name).where(relations.c.person == person)) or ""

    def review_rows(self, ids: Sequence[str]) -> tuple[Row, ...]:
        """A portion as a table: see `kreds.services.review_card.rows`."""
        found = rows(self.store, ids, today=self.today or date.max)
        return tuple(map(mask_row, found)) if self.incognito else found

    def lost_with_list(self) -> Lost:
        """What would be lost with all who are let go: see `kreds.services.read_cleanup.lost_with_list`."""
        found = lost_with_list(self.store)
        return mask_lost(found) if self.incognito else found

    def protected(self) -> Protected:
        """Whom a clean-up never proposes: see `kreds.services.protected.protected`."""
        found = protected(self.store)
        return mask_protected(found) if self.incognito else found

    def find_relations(self, query: RelationQuery) -> RelationPage:
        """A page of relations: see `kreds.services.find_relations.find_relations`."""
        if not self.incognito:
            return self._found(query)
        page = self._by_name(query) if query.sort in _BY_NAME else self._found(self._unmasked(query))
        return replace(page, relations=tuple(map(mask_relation, page.relations)))

    def find_people(self, query: RelationQuery) -> list[int]:
        """The numbers of all relations that fit, whatever the page."""
        return find_people(self.store, self._dated(self._unmasked(query) if self.incognito else query))

    def _found(self, query: RelationQuery) -> RelationPage:
        return read_network.find_relations(self.store, self._dated(query))

    def _dated(self, query: RelationQuery) -> RelationQuery:
        return replace(query, today=query.today or self.today)

    def _unmasked(self, query: RelationQuery) -> RelationQuery:
        """The same query, with its words looked up among the pseudonyms."""
        words = [(search_key(text).split(), key) for text, key in _texts(query)]
        if not any(asked for asked, _ in words):
            return query
        fitting = frozenset(
            one.person
            for one in self._pseudonyms()
            if all(word in getattr(one, key) for asked, key in words for word in asked)
        )
        among = fitting if query.people is None else fitting & query.people
        return replace(query, text="", company="", title="", people=among)

    def _by_name(self, query: RelationQuery) -> RelationPage:
        """Sorted by what is shown: the order of the real names would tell of them."""
        plain = self._unmasked(query)
        among = set(find_people(self.store, self._dated(plain)))
        order = [one.person for one in sorted(self._pseudonyms(), key=lambda one: one.sorts[query.sort])]
        ordered = [person for person in (order[::-1] if query.descending else order) if person in among]
        size = query.per_page or max(1, len(ordered))
        pages = max(1, ceil(len(ordered) / size))
        number = min(max(1, query.page), pages)
        wanted = ordered[(number - 1) * size : number * size]
        page = self._found(replace(plain, people=frozenset(wanted), sort="strength", page=1, per_page=None))
        counts = self._found(replace(plain, page=1, per_page=1)).counts
        place = {person: at for at, person in enumerate(wanted)}
        rows = tuple(sorted(page.relations, key=lambda one: place[int(one.id, 16)]))
        return replace(page, relations=rows, total=len(ordered), page=number, pages=pages, counts=counts)

    def _pseudonyms(self) -> Sequence[Pseudonym]:
        with self.store.reading() as db:
            now = stamp(db)
        with _lock:
            kept = _kept.get(self.store)
        if kept is None or kept[0] != now.messages:
            kept = (now.messages, pseudonyms(self.store))
            with _lock:
                _kept[self.store] = kept
        return kept[1]


def _texts(query: RelationQuery) -> tuple[tuple[str, str], ...]:
    return ((query.text, "search"), (query.company, "company"), (query.title, "title"))
