"""Whom to invite (guide G1.5): people the owner knows who are not in the network, the most worth first.

The worth of inviting somebody is a sum of stated points (`POINTS`): the gap they fill, the evidence that they know the
owner, and their value to the goal. To know somebody of a group that the goal does not name is worth `ASIDE` of what it
is worth otherwise: customers come last for whom looks for a job. More evidence never takes points away. The numbers are
chosen and not measured: the three parts can weigh about the same, and within a part each sign counts as much as it
costs to have.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

import polars as pl

from kreds.composition.gaps import Gap
from kreds.model.goal import Audience
from kreds.model.segment import AccountStatus, Segment
from kreds.text.names import search_key
from kreds.text.organizations import organization_key

CANDIDATES: Mapping[str, pl.DataType] = {
    "person": pl.Int64(),
    "status": pl.String(),
    "since_year": pl.Int64(),
    "last_activity": pl.Int64(),
    "in_address_book": pl.Int64(),
    "meetings": pl.Int64(),
    "last_met": pl.Int64(),
    "messages_in": pl.Int64(),
    "messages_out": pl.Int64(),
    "is_shared": pl.Boolean(),
    "company": pl.String(),
    "function": pl.String(),
    "seniority": pl.String(),
    "industry": pl.String(),
    "place": pl.String(),
}
"""The columns that `worth` reads. Days are numbers such as 20261003, 0 for none; flags are 0 and 1; ``status`` is a
value of `AccountStatus`; ``is_shared`` tells that they are at an organization of the owner's."""
GROUPS: Mapping[str, pl.DataType] = {"person": pl.Int64(), "segment": pl.String(), "share": pl.Float64()}


class Part(StrEnum):
    """What adds to the worth of inviting somebody."""

    GAP = "gap"
    STATUS = "status"
    MET = "met"
    MET_LATELY = "met_lately"
    WROTE = "wrote"
    BOTH_WROTE = "both_wrote"
    SHARED = "shared"
    SINCE = "since"
    ACTIVE = "active"
    ADDRESS_BOOK = "address_book"
    ACCOUNT = "account"
    FUNCTION = "function"
    SENIORITY = "seniority"
    INDUSTRY = "industry"
    PLACE = "place"


POINTS: Mapping[Part, float] = {
    Part.GAP: 40,
    Part.STATUS: 10,
    Part.MET: 20,
    Part.MET_LATELY: 5,
    Part.WROTE: 10,
    Part.BOTH_WROTE: 5,
    Part.SHARED: 8,
    Part.SINCE: 5,
    Part.ACTIVE: 3,
    Part.ADDRESS_BOOK: 3,
    Part.ACCOUNT: 14,
    Part.FUNCTION: 8,
    Part.SENIORITY: 8,
    Part.INDUSTRY: 6,
    Part.PLACE: 4,
}
"""The most that each part can add."""
ASIDE = 0.25
"""What the evidence that they know the owner is worth for those who are surely in no group that is wanted."""
POINTS_A_MEETING = 5
STATUS_SHARE: Mapping[str, float] = {
    AccountStatus.CURRENT: 1.0,
    AccountStatus.FORMER: 1.0,
    AccountStatus.PARTNER: 0.6,
    AccountStatus.SUPPLIER: 0.4,
    AccountStatus.POTENTIAL: 0.2,
}
STATUS_SEGMENT: Mapping[str, Segment] = {
    AccountStatus.CURRENT: Segment.CURRENT_CUSTOMER,
    AccountStatus.FORMER: Segment.FORMER_CUSTOMER,
    AccountStatus.POTENTIAL: Segment.POTENTIAL_CUSTOMER,
    AccountStatus.PARTNER: Segment.PARTNER,
    AccountStatus.SUPPLIER: Segment.SUPPLIER,
}
"""The group that a source's own word means, for whom nothing better is known."""
WITHOUT_GOAL: Mapping[str, float] = {
    Segment.CURRENT_CUSTOMER: 1.0,
    Segment.FORMER_CUSTOMER: 1.0,
    Segment.POTENTIAL_CUSTOMER: 0.6,
    Segment.PARTNER: 0.4,
    Segment.FORMER_COLLEAGUE: 0.3,
    Segment.NETWORK: 0.2,
}
"""How much each group is wanted as long as no goal is stated: customers first, the guide's low-hanging fruit."""
ROLE_WORDS = frozenset(
    [
        "info",
        "kontakt",
        "contact",
        "mail",
        "post",
        "support",
        "sales",
        "salg",
        "hello",
        "hej",
        "hi",
        "admin",
        "administration",
        "faktura",
        "invoice",
        "invoices",
        "bogholderi",
        "accounting",
        "finance",
        "okonomi",
        "reception",
        "office",
        "kontor",
        "team",
        "service",
        "kundeservice",
        "customerservice",
        "booking",
        "billing",
        "marketing",
        "newsletter",
        "nyhedsbrev",
        "job",
        "jobs",
        "career",
        "hr",
        "webmaster",
        "postmaster",
        "help",
        "helpdesk",
        "hjaelp",
        "shop",
        "butik",
        "ordre",
        "order",
        "orders",
        "press",
        "presse",
        "privacy",
        "gdpr",
        "security",
        "abuse",
        "it",
        "calendar",
        "kalender",
        "room",
        "lokale",
        "modelokale",
    ]
)
_NOBODY = r"(?i)^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|bounces?|notifications?|svar[-_.]?ikke)\b"
_RESOURCE = r"(?i)@(?:resource|group)\.calendar\."


def mailboxes(emails: pl.DataFrame) -> tuple[list[int], list[int]]:
    """Of people (``person``, ``email``) those behind whose address there is nobody, and those who may be a role.

    The latter are somebody all the same where `is_somebody` says so.
    """
    email = pl.col("email")
    local = email.str.extract(r"^([^@+]*)", 1).str.to_lowercase().str.replace_all(r"[-_.0-9]", "")
    never = emails.filter(email.str.contains(_NOBODY) | email.str.contains(_RESOURCE))
    doubtful = emails.filter(local.is_in(sorted(ROLE_WORDS)))
    return never.get_column("person").to_list(), doubtful.get_column("person").to_list()


def is_somebody(name: str, company: str) -> bool:
    """Whether the name at a role's mailbox (info@, support@) is a person's: not that of the mailbox or the company.

    >>> is_somebody("Anna Holm", "Nordlys ApS"), is_somebody("Nordlys Support", "Nordlys ApS"), is_somebody("Info", "")
    (True, False, False)
    """
    words = search_key(name).replace(".", " ").replace("@", " ").split()
    house = set(organization_key(company).split())
    strange = any(word in ROLE_WORDS or word in house for word in words) or any(map(str.isdigit, name))
    return len(words) > 1 and not strange


def needs(gaps: Sequence[Gap]) -> dict[str, float]:
    """How much each group of a goal is wanted, in [0, 1]: how far it is from full, large gaps before small ones.

    A filled gap is wanted 0; filling one of several never makes its own people more wanted.

    >>> needs((Gap("partner", 0, 0, 10, 10), Gap("press", 1, 0, 2, 1), Gap("investor", 3, 0, 2, 0)))
    {'partner': 1.0, 'press': 0.275, 'investor': 0.0}
    """
    largest = max((gap.missing for gap in gaps), default=0.0)
    return {
        gap.segment: round(gap.missing / gap.want * (0.5 + 0.5 * gap.missing / largest), 9) if gap.missing else 0.0
        for gap in gaps
    }


def worth(
    candidates: pl.DataFrame, groups: pl.DataFrame, *, needs: Mapping[str, float], audience: Audience, today: date
) -> pl.DataFrame:
    """The points of everybody, the most worth first: ``person``, each `Part`, ``segment``, ``share``, ``score``.

    Args:
        candidates: the columns of `CANDIDATES`.
        groups: who is in which group, `GROUPS`; whom it leaves out is taken for what their source says.
        needs: how much each group is wanted, in [0, 1] (`needs`, or `WITHOUT_GOAL`).
        audience: with whom the goal wants to talk.
        today: the day.

    ``segment`` is the group whose gap they fill best ("" for none), ``share`` how likely they are
    in it. Equal scores are ordered by the person's number.
    """
    filled = _fills(candidates, groups, needs)
    # Nobody is out of the way of a goal that nobody has stated.
    aside = pl.lit(1.0) - (0.0 if needs == WITHOUT_GOAL else 1.0 - ASIDE) * pl.col("aside").fill_null(0.0)
    knows = {part: share * aside for part, share in _knows(today).items()}
    parts = {**knows, **_suits(candidates, audience)}
    points = [
        (pl.lit(POINTS[part], pl.Float64) * share.fill_null(0.0)).round(2).alias(part.value)
        for part, share in parts.items()
    ]
    frame = candidates.join(filled, on="person", how="left").with_columns(
        pl.col("need").fill_null(0.0), pl.col("share").fill_null(0.0), pl.col("segment").fill_null("")
    )
    frame = frame.with_columns((pl.lit(POINTS[Part.GAP]) * pl.col("need")).round(2).alias(Part.GAP.value), *points)
    frame = frame.with_columns(pl.sum_horizontal([part.value for part in Part]).round(2).alias("score"))
    return frame.select("person", *(part.value for part in Part), "segment", "share", "score").sort(
        ["score", "person"], descending=[True, False]
    )


def _fills(candidates: pl.DataFrame, groups: pl.DataFrame, wanted: Mapping[str, float]) -> pl.DataFrame:
    """For each candidate the group whose need they fill best, and how much: person, aside, segment, share, need.

    ``aside`` is how much surer they are in a group that is not wanted than in one that is, in [0, 1].
    """
    told = pl.DataFrame(
        {"status": [str(one) for one in STATUS_SEGMENT], "segment": [str(one) for one in STATUS_SEGMENT.values()]}
    )
    rest = candidates.select("person", "status").join(groups.select("person").unique(), on="person", how="anti")
    by_status = rest.join(told, on="status").select("person", "segment", pl.lit(1.0).alias("share"))
    needed = pl.DataFrame(
        {"segment": [str(one) for one in wanted], "wanted": [float(one) for one in wanted.values()]},
        schema={"segment": pl.String, "wanted": pl.Float64},
    )
    every = pl.concat([groups.select("person", "segment", "share"), by_status])
    both = every.join(needed, on="segment")
    both = both.with_columns((pl.col("share") * pl.col("wanted")).alias("need")).filter(pl.col("need") > 0)
    best = both.sort(["need", "segment"], descending=[True, False]).group_by("person", maintain_order=True).first()
    named = pl.col("segment").is_in(list(wanted))
    most_of = every.group_by("person").agg(
        (pl.col("share").filter(~named).max().fill_null(0.0) - pl.col("share").filter(named).max().fill_null(0.0))
        .clip(0.0, 1.0)
        .alias("aside")
    )
    return most_of.join(best.select("person", "segment", "share", "need"), on="person", how="left")


def _knows(today: date) -> dict[Part, pl.Expr]:
    """The evidence that they know the owner, each as a share of its points."""
    day = today.year * 10_000 + today.month * 100 + today.day
    a_year_ago, three_ago = day - 10_000, day - 30_000
    messages = pl.col("messages_in") + pl.col("messages_out")
    years = (today.year - pl.col("since_year")).clip(0, int(POINTS[Part.SINCE]))
    lately = pl.when(pl.col("last_activity") >= a_year_ago).then(1.0)
    return {
        Part.STATUS: pl.col("status").replace_strict(dict(STATUS_SHARE), default=0.0, return_dtype=pl.Float64),
        Part.MET: (pl.col("meetings") * POINTS_A_MEETING / POINTS[Part.MET]).clip(0, 1),
        Part.MET_LATELY: (pl.col("last_met") >= a_year_ago).cast(pl.Float64),
        Part.WROTE: (messages / POINTS[Part.WROTE]).clip(0, 1),
        Part.BOTH_WROTE: ((pl.col("messages_in") > 0) & (pl.col("messages_out") > 0)).cast(pl.Float64),
        Part.SHARED: pl.col("is_shared").cast(pl.Float64),
        Part.SINCE: pl.when(pl.col("since_year") > 0).then(years / POINTS[Part.SINCE]),
        Part.ACTIVE: lately.when(pl.col("last_activity") >= three_ago).then(1 / 3),
        Part.ADDRESS_BOOK: pl.col("in_address_book").cast(pl.Float64),
    }


def _suits(candidates: pl.DataFrame, audience: Audience) -> dict[Part, pl.Expr]:
    """Whether they are whom the goal wants to talk with, each 0 or 1."""

    def among(column: str, values: Sequence[str]) -> pl.Expr:
        return pl.col(column).is_in(list(values)).cast(pl.Float64)

    def told(column: str, fitting: set[str]) -> pl.Expr:
        return among(column, sorted(fitting))

    def texts(column: str) -> list[str]:
        return [text for text in candidates.get_column(column).unique().to_list() if text]

    houses = at_houses(texts("company"), audience.companies)
    return {
        Part.ACCOUNT: told("company", houses),
        Part.FUNCTION: among("function", audience.functions),
        Part.SENIORITY: among("seniority", audience.seniorities),
        Part.INDUSTRY: told("industry", fitting(texts("industry"), audience.industries)),
        Part.PLACE: told("place", fitting(texts("place"), audience.places)),
    }


def fitting(texts: Sequence[str], words: Sequence[str]) -> set[str]:
    """Those of some texts in which one of the words stands, whatever the accents and the case of letters.

    >>> fitting(["Aarhus C", "Odense"], ["århus"])
    {'Aarhus C'}
    """
    keys = [key for word in words if (key := search_key(word))]
    return {text for text in texts if any(key in search_key(text) for key in keys)} if keys else set()


def at_houses(companies: Sequence[str], houses: Sequence[str]) -> set[str]:
    """Those of many companies that are one of these, whatever the legal form, case and accents.

    >>> sorted(at_houses(["NORDLYS", "Nordlys A/S", "Nord", "Nordlys Energi"], ["Nordlys ApS"]))
    ['NORDLYS', 'Nordlys A/S']
    """
    keys = {key for house in houses if (key := organization_key(house))}
    if not keys:
        return set()
    # A key takes time: it is made only where its first word is seen, or where letters are folded and hide it.
    names = pl.Series("name", list(companies), dtype=pl.String).to_frame()
    plain = pl.col("name").str.to_lowercase()
    near = plain.str.contains_any(sorted({key.split()[0] for key in keys})) | plain.str.contains(r"[^\x00-\x7f]|aa|oe")
    return {company for company in names.filter(near).get_column("name") if organization_key(company) in keys}
