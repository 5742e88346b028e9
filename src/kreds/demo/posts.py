"""What the owner does on the feed: posts, comments, reactions, votes, saved things, articles, events, courses."""

import random
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from kreds.demo.companies import COURSES, EVENTS, STEMS
from kreds.demo.options import DemoOptions
from kreds.demo.texts import article_titles, sentence

REACTIONS = ("LIKE", "LIKE", "LIKE", "LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT")


@dataclass(frozen=True, slots=True)
class Act:
    """One dated act on a thing at an address; ``kind`` and ``text`` mean what the file says."""

    at: datetime
    link: str
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One long text of the owner; a draft has no day of publication."""

    title: str
    created: datetime
    published: datetime | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """All acts of the owner by the file they end in, each newest first."""

    shares: tuple[Act, ...]
    comments: tuple[Act, ...]
    reactions: tuple[Act, ...]
    reposts: tuple[Act, ...]
    votes: tuple[Act, ...]
    saved: tuple[Act, ...]
    company_follows: tuple[Act, ...]
    events: tuple[Act, ...]
    courses: tuple[Act, ...]
    articles: tuple[Article, ...]


def draw_feed(options: DemoOptions, *, since: date) -> Feed:
    """An active member's acts from a day on; larger networks belong to somewhat busier people."""
    return _Maker(options, since).feed()


def more(feed: Feed, later: Feed) -> Feed:
    """The acts of both; articles stay those of the first."""
    acts = {f.name: (*getattr(later, f.name), *getattr(feed, f.name)) for f in fields(Feed) if f.name != "articles"}
    return Feed(**acts, articles=feed.articles)


class _Maker:
    def __init__(self, options: DemoOptions, since: date) -> None:
        self._rng = random.Random(f"{options.seed}/feed/{options.later_days}")
        self._language = options.language
        self._since = datetime.combine(since, time())
        self._until = datetime.combine(options.day, time())
        years = (options.day - since).days / 3_650
        self._busy = years * (options.relations / 1_400) ** 0.5

    def feed(self) -> Feed:
        rng, language = self._rng, self._language
        organizations = rng.sample(STEMS, 40)
        return Feed(
            shares=self._acts(120, lambda at: Act(at, self._link("share"), text=sentence(rng, language, "POSTS"))),
            comments=self._acts(350, self._comment),
            reactions=self._acts(1_200, lambda at: Act(at, self._link(), kind=rng.choice(REACTIONS))),
            reposts=self._acts(25, lambda at: Act(at, self._link())),
            votes=self._acts(
                9, lambda at: Act(at, self._link("ugcPost"), text=rng.choice(("Ja", "Nej", 'Ved ikke, "måske"')))
            ),
            saved=self._acts(30, lambda at: Act(at, self._link())),
            company_follows=self._acts(
                40, lambda at: Act(at, "", text=organizations.pop() if organizations else "Nordlys")
            ),
            events=self._acts(12, self._event),
            courses=self._acts(14, lambda at: Act(at, "", text=rng.choice(COURSES))),
            articles=self._articles(),
        )

    def _acts(self, count: int, make: Callable[[datetime], Act]) -> tuple[Act, ...]:
        """Acts at moments that grow denser over the years."""
        span = (self._until - self._since).days
        moments = [
            self._since
            + timedelta(days=int(span * self._rng.random() ** 0.7), seconds=self._rng.randrange(25_000, 80_000))
            for _ in range(max(1, round(count * self._busy)))
        ]
        return tuple(make(at) for at in sorted(moments, reverse=True))

    def _id(self) -> str:
        return str(7_000_000_000_000_000_000 + self._rng.randrange(400_000_000_000_000_000))

    def _link(self, kind: str = "activity") -> str:
        kinds = (kind,) if kind != "activity" else ("activity", "activity", "activity", "ugcPost", "share", "groupPost")
        chosen = self._rng.choice(kinds)
        number = f"8123-{self._id()}" if chosen == "groupPost" else self._id()
        return f"https://www.linkedin.com/feed/update/urn%3Ali%3A{chosen}%3A{number}"

    def _comment(self, at: datetime) -> Act:
        post = self._id()
        urn = f"urn%3Ali%3Acomment%3A%28activity%3A{post}%2C{self._id()}%29"
        link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{post}?commentUrn={urn}"
        return Act(at, link, text=sentence(self._rng, self._language, "COMMENTS"))

    def _event(self, at: datetime) -> Act:
        status = self._rng.choice(("APPROVED", "APPROVED", "RELINQUISHED", "REQUESTED"))
        return Act(
            at, f"https://event.example/{self._rng.randrange(9_999)}", kind=status, text=self._rng.choice(EVENTS)
        )

    def _articles(self) -> tuple[Article, ...]:
        titles = article_titles(self._language)
        articles: list[Article] = []
        for index, title in enumerate(titles):
            created = self._until - timedelta(days=160 * (index + 1), minutes=self._rng.randrange(500))
            published = None if index == len(titles) - 1 else created + timedelta(days=2, minutes=13)
            paragraphs = tuple(sentence(self._rng, self._language, "POSTS") for _ in range(4))
            articles.append(Article(title, created, published, paragraphs))
        return tuple(articles)
