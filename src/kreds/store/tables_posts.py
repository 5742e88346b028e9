"""The tables of facts about the owner's posts: append-only."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, UniqueConstraint

from kreds.model.post import FIGURES
from kreds.store.columns import content_key, integer, metadata, number, provenance, text

reactors = Table(
    "reactors",
    metadata,
    number(),
    text("slug"),
    text("name"),
    text("headline"),
    integer("degree"),  # 1 to 3, 0 where the source does not say
    UniqueConstraint("slug", "name", "headline", "degree"),
)
"""Somebody as a list of reactions or a mail wrote them; who that is, is derived."""
post_reactions = Table(
    "post_reactions",
    metadata,
    content_key(),
    text("post"),  # kreds.text.posts.post_key, "" where the source does not say
    Column("reactor", BigInteger, ForeignKey("reactors.id"), nullable=False, index=True),
    text("kind"),  # kreds.model.post.ReactionKind
    text("day"),
    *provenance(),
)
post_figures = Table(
    "post_figures",
    metadata,
    content_key(),
    text("post"),
    text("published"),
    text("day"),  # the last day that the export covers
    *(Column(name, BigInteger) for name in FIGURES),
    *provenance(),
)
