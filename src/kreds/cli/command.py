"""The outer edge of every command: errors become words and exit codes, and options before the command count too."""

import os
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kreds.errors import CancelledError, KredsError, UsageError


class FaultError(KredsError):
    """Kreds itself is wrong."""

    exit_code = 70
    code = "FAULT"
    template = "This is a fault in Kreds, not in your files (%(kind)s). What was saved before is safe."
    what_to_do = "Run the command again with KREDS_DEBUG=1 in front to see where it happened, and report that."


class KredsCommand(TyperCommand):
    """A command whose errors are said in the person's language, or as JSON where that was asked for."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command and leave with the exit code of whatever stopped it."""
        for name in ("store", "language"):
            # `kreds --store x overview` and `kreds overview --store x` are the same question.
            if ctx.params.get(name) is None and ctx.parent is not None and name in ctx.params:
                ctx.params[name] = ctx.parent.params.get(name)
        try:
            return super().invoke(ctx)
        except KredsError as error:
            _stop(error, ctx)
        except KeyboardInterrupt:
            _stop(CancelledError(), ctx)
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("KREDS_DEBUG"):
                raise
            _stop(FaultError(kind=type(error).__name__), ctx)


def _stop(error: KredsError, ctx: Any) -> None:
    from kreds.cli.session import report

    report(error, _language(ctx.params.get("language")), as_json=bool(ctx.params.get("as_json")))
    raise typer.Exit(error.exit_code) from error


def _language(option: Any) -> str:
    """The language to say an error in, also when it is the settings that are wrong."""
    from kreds.cli.session import language_of
    from kreds.settings import load_settings

    try:
        settled = load_settings(os.environ).language
    except UsageError:
        settled = ""
    return language_of(option, settled)


class KredsGroup(TyperGroup):
    """The program itself: help that starts with what to do, and usage errors that programs can read too."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named; a wrong question with ``--json`` is answered in JSON."""
        wants_json = "--json" in [*ctx._protected_args, *ctx.args]  # noqa: SLF001  # what is not parsed yet
        try:
            return super().invoke(ctx)
        except typer.TyperException as error:
            if not wants_json:
                raise
            from kreds.cli.session import report

            wrong = UsageError(message=error.format_message())
            report(wrong, _language(ctx.params.get("language")), as_json=True)
            raise typer.Exit(wrong.exit_code) from error

    def get_help(self, ctx: Any) -> str:
        """The first page of help."""
        from kreds.cli.program_help import program_help
        from kreds.i18n import Translator

        return program_help(Translator(_language(ctx.params.get("language"))))
