"""The filters of the list of relations, as the API takes them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.relation import RelationQuery, RelationSort

Text = Annotated[str, Field(max_length=200)]
SignState = Literal[
    "communicated:seen",
    "communicated:not seen",
    "communicated:not covered",
    "met:seen",
    "met:not seen",
    "met:not covered",
    "common_ground:seen",
    "common_ground:not seen",
    "common_ground:not covered",
    "content:seen",
    "content:not seen",
    "content:not covered",
]


class Filters(BaseModel):
    """Which relations, in which order; what is left out filters nothing."""

    model_config = ConfigDict(extra="forbid")

    q: Text = ""
    level: list[Level] = []
    connected: Literal["current", "former", "all"] = "all"
    doubt: Literal["", "sure", "doubtful"] = ""
    company: Text = ""
    title: Text = ""
    place: Text = ""
    year: int | None = Field(default=None, ge=1, le=9999)
    contact: Literal["", "month", "quarter", "year", "older", "never"] = ""
    month: str = Field(default="", pattern=r"^([1-9][0-9]{3}-(0[1-9]|1[0-2]))?$", examples=["2026-03"])
    direction: Literal["", "both", "you", "they", "nobody"] = ""
    coverage: list[SignState] = Field(default=[], max_length=16)
    trend: Trend = Trend.STEADY
    tag: list[Text] = Field(default=[], max_length=20)
    noted: bool = False
    said: bool = False
    trial: Literal["", "on", "due", "keep", "let_go"] = ""
    only: bool = False
    segment: Text = ""
    function: Text = ""
    seniority: Text = ""
    role: Text = ""
    industry: Text = ""
    sort: RelationSort = "strength"
    order: Literal["asc", "desc"] = "desc"
    page: int = Field(default=1, ge=1, le=1_000_000)
    per_page: int = Field(default=50, ge=1, le=1_000)

    def query(self) -> RelationQuery:
        """The same for the services; of two states of one sign the last counts."""
        named = dict(one.split(":") for one in self.coverage)
        return RelationQuery(
            text=self.q,
            levels=tuple(dict.fromkeys(self.level)),
            connected=self.connected,
            doubt=self.doubt,
            company=self.company,
            title=self.title,
            place=self.place,
            year=self.year,
            contact=self.contact,
            month=date.fromisoformat(f"{self.month}-01") if self.month else None,
            direction=self.direction,
            coverage=tuple((Sign(sign), Seen(seen)) for sign, seen in named.items()),
            trend=self.trend,
            tags=tuple(self.tag),
            has_note=self.noted,
            overruled=self.said,
            trial=self.trial,
            only_one=self.only,
            segment=self.segment,
            function=self.function,
            seniority=self.seniority,
            role=self.role,
            industry=self.industry,
            sort=self.sort,
            descending=self.order == "desc",
            page=self.page,
            per_page=self.per_page,
        )
