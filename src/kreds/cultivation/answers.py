"""Questions that the owner has answered, from messages between two."""

import polars as pl

ANSWER_DAYS = 30
"""What is written later is no answer any more; the same as for the signs of strength (`kreds.ties.features`)."""
_SECONDS_A_DAY = 86_400


def answered_days(talk: pl.DataFrame) -> pl.DataFrame:
    """The days on which the owner wrote to somebody after a question of theirs that had waited: person, day; each once.

    Args:
        talk: person, at (seconds), mine (1 where the owner wrote), is_question.

    >>> said = {"person": [7, 7, 7], "at": [0, 90_000, 180_000], "mine": [0, 1, 1], "is_question": [1, 0, 0]}
    >>> answered_days(pl.DataFrame(said)).rows()
    [(7, 1)]
    """
    mine = pl.col("mine") == 1
    asked = pl.when(~mine & (pl.col("is_question") == 1)).then(pl.col("at"))
    wrote = pl.when(mine).then(pl.col("at"))
    told = talk.sort("person", "at", "mine").with_columns(
        asked.forward_fill().over("person").alias("asked"),
        wrote.shift(1).forward_fill().over("person").alias("before"),
    )
    open_question = pl.col("asked").is_not_null() & (pl.col("before").is_null() | (pl.col("before") < pl.col("asked")))
    in_time = pl.col("at") - pl.col("asked") <= ANSWER_DAYS * _SECONDS_A_DAY
    answers = told.filter(mine & open_question & in_time)
    return answers.select("person", (pl.col("at") // _SECONDS_A_DAY).alias("day")).unique().sort("person", "day")
