"""The columns of every frame, from the store to the core and back.

Times are whole seconds since 1970-01-01 UTC, days are whole days since 1970-01-01, flags are 0 or 1: every engine
that narwhals runs on computes with these alike.
"""

INTERACTIONS: dict[str, str] = {
    "person": "Int64",  # who
    "at": "Int64",  # seconds
    "day": "Int64",  # days
    "channel": "Int64",  # kreds.model.interaction.Channel
    "direction": "Int64",  # kreds.model.interaction.Direction, seen from the owner
    "others": "Int64",  # how many further people took part; 0 is one-to-one
    "is_question": "Int64",
    "length": "Int64",  # characters of the text
    "conversation": "Int64",  # 0 when the channel has none
}
"""One row for each person of each exchange (a message to three people gives three rows with ``others`` 2)."""

RELATIONS: dict[str, str] = {
    "person": "Int64",
    "connected_day": "Int64",  # null when no source says
    "is_connected": "Int64",  # 0 for those who are no longer in the latest list
}
"""One row for each person the owner is or was connected to."""

CONTEXT: dict[str, str] = {
    "person": "Int64",
    "colleague": "Int64",  # 1 when they work where the owner works or worked
    "met": "Int64",  # the person's own answers: 1 yes, -1 no, 0 not answered
    "business": "Int64",
    "knows": "Int64",
    "helps": "Int64",
    "related": "Int64",  # some relation, of whatever kind (guide G3.6, sign 2)
    "reacts": "Int64",  # to what the owner posts (sign 3)
    "lists": "Int64",  # own posts, since they are connected, of which a whole list of the reactions is known
}
"""What two people share that no exchange shows; people who are missing share nothing that is known."""

FEATURES: dict[str, str] = {
    "person": "Int64",
    "connected_day": "Int64",
    "is_connected": "Int64",
    "messages_in": "Int64",  # one-to-one
    "messages_out": "Int64",
    "questions_in": "Int64",
    "questions_out": "Int64",
    "group_messages": "Int64",  # in conversations with others
    "blasts_in": "Int64",  # messages sent to many at once, the owner among them
    "active_days": "Int64",  # days with one-to-one messages
    "decayed_days": "Float64",  # the same, each day halved per half-life
    "decayed_in": "Float64",
    "decayed_out": "Float64",
    "first_day": "Int64",  # first and last day with one-to-one contact of any channel; null when none
    "last_day": "Int64",
    "last_in_day": "Int64",
    "last_out_day": "Int64",
    "invitations_in": "Int64",
    "invitations_out": "Int64",
    "invitation_notes": "Int64",  # invitations, either way, with words of their own
    "endorsements_in": "Int64",
    "endorsements_out": "Int64",
    "recommendations_in": "Int64",
    "recommendations_out": "Int64",
    "notes": "Int64",
    "follows": "Int64",
    "channels": "Int64",  # distinct kinds of one-to-one contact
    "starts_in": "Int64",  # conversations taken up anew after a month of silence, by who wrote first
    "starts_out": "Int64",
    "answers_in": "Int64",  # days with a question of the owner's that the other wrote after within a month
    "answers_out": "Int64",
    "lately": "Float64",  # active days, each halved per quarter of the horizon
    "habit": "Float64",  # the same per horizon
    "habit_in": "Float64",
    "habit_out": "Float64",
    "lasting": "Float64",  # the same per four horizons
    "meetings": "Int64",  # days with a meeting of few
    "last_met_day": "Int64",  # null when none
    "reactions": "Int64",  # own posts that they reacted to or commented on
    "comments": "Int64",  # those of them with words, or passed on
    **{name: kind for name, kind in CONTEXT.items() if name != "person"},
}
"""One row for each relation: everything the judgement needs, so that a decision needs no second look at messages."""

JUDGEMENTS: dict[str, str] = {
    "person": "Int64",
    "score": "Float64",  # log odds scale, before the cuts
    "spread": "Float64",  # variance of the score
    "strength": "Float64",  # [0, 1]
    "alive": "Float64",  # [0, 1], chance of contact within a year
    "p_strong": "Float64",
    "p_average": "Float64",
    "p_worthless": "Float64",
    "level": "String",  # kreds.model.level.Level
    "communicated": "String",  # kreds.model.level.Seen, for each Sign
    "met": "String",
    "common_ground": "String",
    "content": "String",
    "trend": "String",  # kreds.model.level.Trend
}
"""One row for each relation: what the first judgement says."""

SILENCES: dict[str, str] = {
    "person": "Int64",
    "active_days": "Int64",  # days with one-to-one messages
    "usual_gap": "Float64",  # mean number of days from one of these to the next; null for a single one
    "silent_days": "Int64",  # since the last one-to-one contact of any channel
    "is_silent": "Int64",  # 1 when that is far longer than usual
}
"""One row for each person there were one-to-one messages with: how long it usually took, and how long it has been."""
