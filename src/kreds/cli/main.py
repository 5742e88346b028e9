"""The program ``kreds``: all its commands, in the order the help shows them."""

import gc
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from kreds.cli.agenda_cmd import agenda, cadence
from kreds.cli.agenda_out_cmd import agenda_out
from kreds.cli.backup_cmd import backup, restore
from kreds.cli.balance_cmd import balance
from kreds.cli.changes_cmd import changes
from kreds.cli.command import KredsCommand, KredsGroup
from kreds.cli.composition_cmd import composition
from kreds.cli.criteria_cmd import criteria
from kreds.cli.demo_cmd import demo
from kreds.cli.doctor_cmd import doctor
from kreds.cli.export_cmd import export
from kreds.cli.forget_cmd import forget
from kreds.cli.goals_cmd import goals
from kreds.cli.held_cmd import held
from kreds.cli.import_cmd import import_archives
from kreds.cli.imports_cmd import imports
from kreds.cli.invitations_cmd import invitations
from kreds.cli.invite_cmd import invite
from kreds.cli.judge_cmd import judge
from kreds.cli.learn_cmd import ask, learn
from kreds.cli.log_cmd import log
from kreds.cli.matches_cmd import matches
from kreds.cli.options import LanguageOption, StoreOption
from kreds.cli.overview_cmd import overview
from kreds.cli.posts_cmd import posts
from kreds.cli.reach_cmd import reach
from kreds.cli.relations_cmd import relations
from kreds.cli.review_cmd import review
from kreds.cli.segments_cmd import segments
from kreds.cli.serve_cmd import serve
from kreds.cli.settings_cmd import settings
from kreds.cli.trial_cmd import trial
from kreds.cli.trust_cmd import trust
from kreds.cli.views_cmd import views
from kreds.cli.why_cmd import why

app = typer.Typer(
    name="kreds",
    cls=KredsGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for _name, _command in (
    ("demo", demo),
    ("import", import_archives),
    ("imports", imports),
    ("serve", serve),
    ("overview", overview),
    ("goals", goals),
    ("composition", composition),
    ("relations", relations),
    ("views", views),
    ("segments", segments),
    ("why", why),
    ("posts", posts),
    ("changes", changes),
    ("trust", trust),
    ("judge", judge),
    ("ask", ask),
    ("learn", learn),
    ("matches", matches),
    ("criteria", criteria),
    ("agenda", agenda),
    ("cadence", cadence),
    ("log", log),
    ("balance", balance),
    ("trial", trial),
    ("review", review),
    ("reach", reach),
    ("invite", invite),
    ("invitations", invitations),
    ("agenda-out", agenda_out),
    ("export", export),
    ("held", held),
    ("forget", forget),
    ("backup", backup),
    ("restore", restore),
    ("settings", settings),
    ("doctor", doctor),
):
    app.command(_name, cls=KredsCommand)(_command)


def _say_version(asked: bool) -> None:
    if asked:
        import kreds

        typer.echo(f"kreds {kreds.__version__}")
        raise typer.Exit


@app.callback()
def program(
    *,
    store: StoreOption = None,
    language: LanguageOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Which of your LinkedIn relations are strong, average or worthless, and why."""


def run() -> None:
    """Start the program with the arguments of the process."""
    # What is imported and read stays: the collector of cycles would look through it again and again, for nothing.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding cannot show must not stop the list.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="kreds")
