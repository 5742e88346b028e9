'''Kreds from Python: read an archive, look at the network, get the frames, judge, explain.

>>> from datetime import date
>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> import kreds
>>> folder = TemporaryDirectory()
>>> connections = Path(folder.name) / "Connections.csv"
>>> _ = connections.write_text("""First Name,Last Name,URL,Email Address,Company,Position,Connected On
... Anna,Holm,https://www.linkedin.com/in/anna-holm,,Nordlys,Baker,03 Oct 2020
... Bo,Lind,https://www.linkedin.com/in/bo-lind,,Havnen,Diver,01 Feb 2024
... """)
>>> head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
>>> anna, me = "https://www.linkedin.com/in/anna-holm", "https://www.linkedin.com/in/me"
>>> messages = Path(folder.name) / "messages.csv"
>>> _ = messages.write_text(f"""{head}
... 1,Anna Holm,{anna},Me,{me},2026-09-01 10:00:00 UTC,,Coffee?,INBOX
... 1,Me,{me},Anna Holm,{anna},2026-09-02 11:00:00 UTC,,Gladly,INBOX
... """)

Read it; without a store named, the network lives as long as the value does:

>>> network = kreds.read_archive(connections, messages, owner="me")
>>> network.imported.relations
2
>>> [relation.name for relation in network.relations(sort="name", descending=False)]
['Anna Holm', 'Bo Lind']
>>> view = network.why("anna-holm")
>>> view.relation.messages_in, view.relation.messages_out
(1, 1)
>>> abs(sum(view.relation.memberships.values()) - 1) < 1e-9
True

The same as frames, judged and explained step by step:

>>> frames = network.frames()
>>> frames.interactions.height
2
>>> measured = kreds.features(frames.interactions, frames.relations, day=frames.day)
>>> judged = kreds.judge(measured, day=frames.day, coverage=frames.coverage)
>>> first, verdict = measured.row(0, named=True), judged.row(0, named=True)
>>> reasons = kreds.explain(first, verdict, day=frames.day, coverage=frames.coverage)
>>> all(isinstance(reason, kreds.Reason) for reason in reasons)
True

What you know counts more than what Kreds thinks, until you take it back:

>>> network.overrule("Bo Lind", kreds.Level.STRONG).level
<Level.STRONG: 'strong'>
>>> _ = network.undo()
>>> network.why("Bo Lind").relation.overruled
False

Whether the judgement can be trusted, and what has changed, is told where there is enough to tell it from:

>>> network.trust().refusal, network.changes().refusal
('SHORT', 'SHORT')
>>> network.trust().missing.english()[:29]
'It takes two years of contact'

Tags and notes are yours too, and the list can be narrowed by all that it shows:

>>> network.tag("anna-holm", "customer").tags
('customer',)
>>> network.note("anna-holm", "Coffee in May").note
'Coffee in May'
>>> wanted = kreds.RelationQuery(tags=("customer",), direction="both", has_note=True)
>>> [relation.name for relation in network.relations(query=wanted)]
['Anna Holm']

A network is measured against what you want with it:

>>> goal = network.state_goal("More customers", {kreds.GoalKind.SELL: 1})
>>> network.goals().active == goal
True
>>> [round(gap.missing, 1) for gap in network.composition().gaps(goal)][:2]
[0.5, 0.5]

Somebody you are not sure of goes on trial; when the day comes, you keep them or let them go:

>>> network.trial("Bo Lind", months=6).trial.until > date.today()
True
>>> network.why("Bo Lind").since_trial.days
0
>>> kept = network.end_trial("Bo Lind", kreds.TrialOutcome.KEEP)
>>> kept.trial.outcome, kept.bridge
(<TrialOutcome.KEEP: 'keep'>, 1.0)

Titles are read in five languages, and everybody is put into groups, which you may overrule:

>>> said = kreds.read_title("Indkøbschef")
>>> said.function, said.seniority
(<Function.PURCHASING: 'purchasing'>, <Seniority.MANAGER: 'manager'>)
>>> network.group("Bo Lind", "current_customer").segments
('current_customer',)
>>> [one.english() for group in network.why("Bo Lind").groups for one in group.reasons]
['You say so']
>>> network.group("Bo Lind", "current_customer", on=None).segments
()

Whom you know and are not connected to, and who has invited you, judged by a policy of your own:

>>> network.invite().total, len(network.invitations().received)
(0, 0)
>>> sum(network.lay_down(kreds.Policy(otherwise=kreds.Verdict.ASK)).values())
0

A clean-up goes through a portion at a time; nobody is proposed before all three signs are known to hold:

>>> len(network.take_portion(10, kreds.Choice.RANDOM).people)
2
>>> card = network.card("Bo Lind")
>>> card.proposal.advice, [fact.value for fact in card.proposal.ask]
(<Advice.ASK: 'ask'>, ['met', 'related', 'reacts'])
>>> network.say_fate("Bo Lind", kreds.Fate.LET_GO)
>>> network.finish_portion()
>>> [one.relation.name for one in network.work_list().to_do]
['Bo Lind']
>>> network.keep_after_all("Bo Lind")
>>> len(network.work_list().to_do), len(network.clean_up_history().changed)
(0, 1)
>>> network.plan({"times": 2}).times
2

What to do this week goes along as a file for a calendar, to print, to mail, for notes or for a spreadsheet:

>>> network.agenda_file("ics").splitlines()[0]
b'BEGIN:VCALENDAR'
>>> network.agenda_time("7:45")
'07:45'

What you do is counted by Listen, Learn, Help and Inspire, as far as a file could have shown it:

>>> balance = network.balance()
>>> balance.seen[kreds.Part.HELP].value, balance.seen[kreds.Part.INSPIRE].value
('covered', 'not_covered')
>>> [(one.act.value, one.given, one.received) for one in network.giving("anna-holm").exchanges][1]
('answered', 1, 0)
>>> network.did_it_work().refusal
<NoEffect.NOBODY: 'nobody'>

The agenda of the week names whom to turn to, why now, and what to do; with so little in the files it is short:

>>> [(line.occasion.kind.value, line.relation.name) for line in network.week().lines if line.relation]
[]
>>> network.agenda_plan(kreds.PlanChange(minutes=15)).budget
60
>>> network.cadence("Anna Holm", 14)
>>> network.occasions("Anna Holm").said
14

How far a post carries, and what becomes of it without somebody, by a model that owns up to what it assumes:

>>> found = network.reach()
>>> 0 < found.outlook.chance < 1
True
>>> network.what_if(let_go=["Bo Lind"]).relations
(2, 1)
>>> network.carries("Anna Holm").views > network.carries("Bo Lind").views
True

>>> network.close()
>>> folder.cleanup()
'''

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kreds.api.network import Network
from kreds.bootstrap import open_app
from kreds.composition.titles import read_title
from kreds.errors import KredsError
from kreds.model.agenda import AgendaPlan, LineSaid, Part, Week
from kreds.model.balance import Balance, Effect, Giving
from kreds.model.change import Change, ChangeKind, Changes
from kreds.model.goal import Goal, GoalKind, Target
from kreds.model.importing import ImportResult
from kreds.model.invitation import Ground, Policy, Unwanted, Verdict
from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.log import LoggedLine, LogKind
from kreds.model.match import Match, MatchState
from kreds.model.post import Post, PostFigures, PostList, PostReaction, ReactionKind
from kreds.model.relation import Overview, Reason, Relation, RelationQuery, RelationView
from kreds.model.review import Advice, Choice, Fate
from kreds.model.segment import AccountStatus, Membership, Segment
from kreds.model.title import Function, Role, Seniority, Title
from kreds.model.trial import Trial, TrialOutcome
from kreds.services.add_reactions import Preview
from kreds.services.change_plan import PlanChange
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.judge_relations import name_owner
from kreds.services.propose_rules import ProposedRule
from kreds.services.read_composition import Composition
from kreds.services.read_frames import Frames
from kreds.services.read_groups import Groups, RulePreview
from kreds.services.read_posts import Posts
from kreds.services.said_columns import matching_of
from kreds.services.state_goal import Goals
from kreds.services.trust import Trust
from kreds.settings import Settings
from kreds.ties import Coverage, features, judge
from kreds.ties.alive import AliveModel
from kreds.ties.backtest import Backtest, backtest
from kreds.ties.explanation import explain
from kreds.ties.foretelling import learn_alive

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
    "Post",
    "PostFigures",
    "PostList",
    "PostReaction",
    "Posts",
    "Preview",
    "ProposedRule",
    "ReactionKind",
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
    "backtest",
    "explain",
    "features",
    "judge",
    "learn_alive",
    "open_network",
    "read_archive",
    "read_title",
]


def open_network(store: str | Path | None = None) -> Network:
    """Open a network: a file, ``postgresql://...``, or the person's own store when nothing is named."""
    return Network(open_app(None if store is None else str(store)))


def read_archive(
    *paths: str | Path,
    store: str | Path | None = None,
    owner: str | None = None,
    keep_texts: bool = False,
    skip_lines: Mapping[str, tuple[int, int]] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Network:
    """Import deliveries (zips, folders, files, in any order) and open the network they make.

    Args:
        store: where to keep it; in a temporary folder when not named.
        owner: profile address of the person whose network it is, when the files do not say.
        keep_texts: keep the words of messages too.
        skip_lines: for names of files the first and last line of a broken part to leave out.
        columns: what the columns of a list with an odd header are, by meaning (as for ``kreds import --columns``);
            remembered for lists like it, as in ``{"name": "Who", "company": "Where"}``.

    Raises:
        kreds.errors.UsageError: a column means nothing that is known, or no list has these columns.
        kreds.errors.RefusedError: a file cannot be trusted; nothing was changed.
    """
    folder = None if store is not None else TemporaryDirectory(prefix="kreds-")
    target = str(store) if folder is None else str(Path(folder.name) / "kreds.db")
    app = open_app(settings=Settings(store=target, language="", keep_message_texts=keep_texts))
    try:
        options = ImportOptions(
            today=app.today(),
            now=app.now,
            origin="python",
            keep_texts=keep_texts,
            skip_lines=skip_lines or {},
            columns=matching_of(columns.items()) if columns else None,
        )
        imported = import_files(app.store, [Path(path) for path in paths], options)
        if owner:
            name_owner(app.store, owner, at=app.now())
    except BaseException:
        app.close()
        if folder is not None:
            folder.cleanup()
        raise
    return Network(app, imported, folder)
