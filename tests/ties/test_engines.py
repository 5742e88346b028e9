"""One code on many engines: DuckDB computes what polars computes."""

import random

import duckdb
import polars as pl
import pytest

from kreds.model.interaction import Channel
from kreds.ties import Coverage, features, judge
from tests.ties.networks import ALL, TODAY, Event, dialogue, interactions, relations

SQL = {pl.Int64: "BIGINT", pl.Float64: "DOUBLE", pl.String: "VARCHAR"}


def relation_of(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    """The frame as a table of DuckDB."""
    columns = ", ".join(f'"{column}" {SQL[type(kind)]}' for column, kind in frame.schema.items())
    connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * frame.width)})", frame.rows())
    return connection.table(name)


@pytest.fixture(scope="module")
def network() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sixty relations: strangers, chatty friends, dormant ones, every channel, some without a day of connection."""
    chance = random.Random(5)
    said = [event for who in range(0, 60, 3) for event in dialogue(who, range(TODAY - 60 * who, TODAY, 45))]
    said += [
        Event(
            chance.randrange(60),
            TODAY - chance.randrange(4_000),
            channel=chance.choice([int(channel) for channel in Channel]),
            direction=chance.choice([-1, 1]),
            others=chance.choice([0, 0, 0, 2, 9]),
            is_question=chance.choice([0, 1]),
            length=chance.choice([0, 80]),
        )
        for _ in range(300)
    ]
    connected = {who: None if who % 11 == 0 else TODAY - 67 * who for who in range(60)}
    return interactions(said), relations(connected)


@pytest.mark.parametrize("coverage", [ALL, Coverage(), Coverage.of([Channel.MESSAGE], since_day=TODAY - 900)])
def test_duckdb_and_polars_agree(network: tuple[pl.DataFrame, pl.DataFrame], coverage: Coverage) -> None:
    """Features and judgement to 1e-6, levels and signs exactly, columns in the same order."""
    said, known = network
    ours = features(said, known, day=TODAY)
    ours_judged = judge(ours, day=TODAY, coverage=coverage)
    with duckdb.connect() as connection:
        theirs = features(relation_of(connection, "said", said), relation_of(connection, "known", known), day=TODAY)
        theirs_judged = judge(theirs, day=TODAY, coverage=coverage)
        for frame, told in ((ours, theirs), (ours_judged, theirs_judged)):
            assert told.columns == frame.columns
            for row, other in zip(sorted(frame.rows()), sorted(told.fetchall()), strict=True):
                words = [value for value in row if value is None or isinstance(value, str)]
                assert words == [value for value in other if value is None or isinstance(value, str)]
                numbers = [value for value in row if isinstance(value, int | float)]
                assert numbers == pytest.approx([value for value in other if isinstance(value, int | float)], abs=2e-6)
