"""The files of what the owner does on the feed; none of them names a counterpart."""

from datetime import timedelta
from html import escape

from kreds.demo.layout import Era
from kreds.demo.network import Network
from kreds.demo.posts import Act, Article
from kreds.demo.table import Quoting, Row, Table, java_text, plain_text


def feed_tables(network: Network, era: Era) -> tuple[Table, ...]:
    """All feed files an era knows."""
    feed, old = network.feed, era < Era.Y2022
    return (
        Table("Reactions.csv", ("Date", "Type", "Link"), lambda: ((_at(a), a.kind, a.link) for a in feed.reactions)),
        Table(
            "Comments.csv",
            ("Date", "Link", "Message"),
            lambda: ((_at(a), a.link, a.text) for a in feed.comments),
            quoting=Quoting.BACKSLASH,
        ),
        _shares(network, era),
        Table("InstantReposts.csv", ("Date", "Link"), lambda: ((_at(a), a.link) for a in feed.reposts)),
        Table("Votes.csv", ("Date", "Link", "OptionText"), lambda: ((_at(a), a.link, a.text) for a in feed.votes)),
        Table(
            "Saved Items.csv" if old else "Saved_Items.csv",
            ("savedItem", "createdTime" if old else "CreatedTime"),
            lambda: ((a.link, _at(a)) for a in feed.saved),
        ),
        Table(
            "Company_Follows.csv" if old else "Company Follows.csv",
            ("Organization", "Followed On"),
            lambda: ((a.text, java_text(a.at)) for a in feed.company_follows),
        ),
        Table("Events.csv", ("Event Name", "Event Time", "Status", "External Url"), lambda: map(_event, feed.events)),
        _learning(network),
    )


def articles(network: Network) -> tuple[tuple[str, str], ...]:
    """Path and text of each article's page."""
    return tuple((_article_path(article), _article_page(article)) for article in network.feed.articles)


def _at(act: Act) -> str:
    return plain_text(act.at)


def _shares(network: Network, era: Era) -> Table:
    old = era < Era.Y2022
    urls = ("SharedURL", "MediaURL") if old else ("SharedUrl", "MediaUrl")
    header = ("Date", "ShareLink", "ShareCommentary", *urls, "Visibility")

    def row(act: Act) -> Row:
        return (_at(act), act.link, wrapped(act.text), "", "", "MEMBER_NETWORK")

    return Table("Shares.csv", header, lambda: map(row, network.feed.shares))


def wrapped(text: str) -> str:
    """A commentary as LinkedIn writes it: the lines stand in quotes of their own, inside the quotes of the field."""
    return '"\n"'.join(line.replace('"', '""') for line in text.split("\n"))


def _event(act: Act) -> Row:
    ends = plain_text(act.at + timedelta(hours=2))
    return (act.text, f"{_at(act)} - {ends}", act.kind, act.link)


def _learning(network: Network) -> Table:
    header = (
        "Content Title", "Content Description", "Content Type", "Content Last Watched Date (if viewed)",
        "Content Completed At (if completed)", "Content Saved", "Notes taken on videos (if taken)",
    )  # fmt: skip

    def row(act: Act) -> Row:
        watched = f"{act.at:%Y-%m-%d %H:%M} UTC"
        return (act.text, f"About {act.text}", "Course", watched, watched if act.at.day % 2 else "N/A", "false", "N/A")

    return Table("Learning.csv", header, lambda: map(row, network.feed.courses))


def _article_path(article: Article) -> str:
    return f"Articles/Articles/{article.created:%Y-%m-%d %H:%M:%S}.0-{article.title}.html"


def _article_page(article: Article) -> str:
    slug = "-".join("".join(c for c in word if c.isalnum()) for word in article.title.lower().split())
    published = (
        f'<p class="published">Published on {article.published:%Y-%m-%d %H:%M}</p>\n' if article.published else ""
    )
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    title = escape(article.title)
    return (
        f"<html><head><title>{title}</title></head><body>\n"
        f'<h1><a href="https://www.linkedin.com/pulse/{slug}">{title}</a></h1>\n'
        f'<p class="created">Created on {article.created:%Y-%m-%d %H:%M}</p>\n{published}<div>{body}</div>\n</body></html>\n'
    )
