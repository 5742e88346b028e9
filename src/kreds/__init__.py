"""Kreds tells how strong your LinkedIn relations are and why, on your own machine from your own download.

``import kreds`` costs nothing; what `__all__` names is loaded when it is first used and documented in `kreds.api`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kreds.api import (
        AccountStatus,
        Advice,
        AgendaPlan,
        AliveModel,
        Backtest,
        Balance,
        Change,
        ChangeKind,
        Changes,
        Choice,
        Composition,
        Coverage,
        Effect,
        Fate,
        Frames,
        Function,
        Giving,
        Goal,
        GoalKind,
        Goals,
        Ground,
        Groups,
        ImportResult,
        KredsError,
        Level,
        LineSaid,
        LoggedLine,
        LogKind,
        Match,
        MatchState,
        Membership,
        Network,
        Overview,
        Part,
        PlanChange,
        Policy,
        ProposedRule,
        Reason,
        Relation,
        RelationQuery,
        RelationView,
        Role,
        RulePreview,
        Seen,
        Segment,
        Seniority,
        Sign,
        Target,
        Title,
        Trend,
        Trial,
        TrialOutcome,
        Trust,
        Unwanted,
        Verdict,
        Week,
        backtest,
        explain,
        features,
        judge,
        learn_alive,
        open_network,
        read_archive,
        read_title,
    )

    __version__: str

__all__ = [
    "AccountStatus",
    "Advice",
    "AgendaPlan",
    "AliveModel",
    "Backtest",
    "Balance",
    "Change",
    "ChangeKind",
    "Changes",
    "Choice",
    "Composition",
    "Coverage",
    "Effect",
    "Fate",
    "Frames",
    "Function",
    "Giving",
    "Goal",
    "GoalKind",
    "Goals",
    "Ground",
    "Groups",
    "ImportResult",
    "KredsError",
    "Level",
    "LineSaid",
    "LogKind",
    "LoggedLine",
    "Match",
    "MatchState",
    "Membership",
    "Network",
    "Overview",
    "Part",
    "PlanChange",
    "Policy",
    "ProposedRule",
    "Reason",
    "Relation",
    "RelationQuery",
    "RelationView",
    "Role",
    "RulePreview",
    "Seen",
    "Segment",
    "Seniority",
    "Sign",
    "Target",
    "Title",
    "Trend",
    "Trial",
    "TrialOutcome",
    "Trust",
    "Unwanted",
    "Verdict",
    "Week",
    "__version__",
    "backtest",
    "explain",
    "features",
    "judge",
    "learn_alive",
    "open_network",
    "read_archive",
    "read_title",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("kreds")
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("kreds.api"), name)
    raise AttributeError(f"module 'kreds' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, for people who look around."""
    return [*__all__]
