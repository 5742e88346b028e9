"""One run of one command: which store, which language, and whether a person or a program reads the answer."""

import os
import shlex
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kreds.bootstrap import App, open_app
from kreds.cli.options import Language
from kreds.errors import KredsError, UsageError
from kreds.settings import load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from kreds.i18n import Translator


@dataclass(frozen=True)
class Session:
    """What a command works with."""

    app: App
    language: str
    as_json: bool = False

    def command(self, words: str) -> str:
        """A command to copy, on this same store."""
        if self.app.target == self.app.settings.store:
            return f"kreds {words}"
        return f"kreds {words} --store {shlex.quote(self.app.target)}"

    @cached_property
    def t(self) -> "Translator":
        """Says things in the language asked for."""
        from kreds.i18n import Translator

        return Translator(self.language)

    @cached_property
    def out(self) -> "Console":
        """Where the answer goes."""
        from kreds.cli.terminal import console

        return console()

    @cached_property
    def err(self) -> "Console":
        """Where progress and remarks go, so that the answer can be piped."""
        from kreds.cli.terminal import console

        return console(stderr=True)


def open_session(store: str | None, language: Language | None, *, as_json: bool = False) -> Session:
    """The session that the options ask for. An option goes before the environment, that before the settings file.

    Raises:
        UsageError: the settings are off.
    """
    settings = load_settings(os.environ)
    return Session(
        app=open_app(store, settings=settings),
        language=language_of(language, settings.language),
        as_json=as_json,
    )


def open_network(store: str | None, language: Language | None, *, as_json: bool = False) -> Session:
    """A session on a store that must be there already: looking must not make an empty one.

    Raises:
        UsageError: there is no such store.
    """
    session = open_session(store, language, as_json=as_json)
    if not session.app.has_store:
        raise UsageError("STORE-MISSING", store=session.app.target)
    return session


def language_of(option: Language | None, settled: str = "") -> str:
    """The language to answer in: as asked, as settled, as the system has it."""
    from kreds.i18n import choose_language

    wishes = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next((wish for wish in wishes if wish), "")
    return choose_language(option.value if option else "", settled, system)


def print_json(shape: dict[str, Any]) -> None:
    """One JSON object in UTF-8, whatever the terminal's own encoding."""
    import json

    text = json.dumps(shape, ensure_ascii=False, indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def report(error: KredsError, language: str, *, as_json: bool) -> None:
    """Say what went wrong and what to do: JSON on standard output, else words on standard error."""
    from kreds.i18n import Translator

    t = Translator(language)
    if as_json:
        from kreds.services.json_shapes import error_shape

        print_json(error_shape(error, _said(t, error)))
        return
    from kreds.cli.terminal import console, print_error

    print_error(console(stderr=True), t, error)


def _said(t: "Translator", error: KredsError) -> tuple[str, str]:
    """Message and advice; file and line of a refusal stand in keys of their own."""
    from kreds.errors import PROBLEMS

    return t.problem(error.code, error.facts) if error.code in PROBLEMS else t.error(error)


def shown_path(path: Path | str) -> str:
    """A path as a person would write it: below the home folder with ``~``."""
    text = str(path)
    home = str(Path.home())
    return "~" + text[len(home) :] if home != "/" and text.startswith(home + os.sep) else text


def is_interactive() -> bool:
    """Whether a person sits at both ends and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
