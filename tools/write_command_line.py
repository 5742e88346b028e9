"""Writes docs/command_line.md from the commands themselves, so that the page cannot say something else.

``python -m tools.write_command_line`` rewrites the page; a test compares it with what the commands say.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from kreds.cli.main import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "command_line.md"

_TYPE = re.compile(r" <[^>]*>")
"""What the help says of a type; the metavar says it better."""

_HEAD = """\
# The command line

This page is made from the commands by `python -m tools.write_command_line`; do not edit it by hand.

`kreds --help` shows the commands, `kreds COMMAND --help` one of them. Answers go to standard output, progress and
errors to standard error. In a pipe there are no colors, no progress bars and no cut names.

`WHO` is a profile address, its last part, an id, or a name that is unique (else the candidates are named).

| exit code | means |
| --- | --- |
| 0 | done |
| 2 | a wrong question: an option, a file or a person that is not there |
| 3 | done, but rows were set aside, or there is not a single relation |
| 4 | a file was refused, and nothing was changed |
| 5 | trouble with the store |
| 70 | a fault in Kreds |
| 130 | stopped (Ctrl-C), and nothing was changed |
"""

_TAIL = """\
## What `--json` prints

One object in UTF-8; days are ISO texts or null. More keys may be added, none of these is ever renamed.

- `import`: `{"files": [{"name", "read", "new", "updated", "unchanged", "merged", "rejected", "skipped": {reason: n}}],
  "relations", "no_longer_connected", "rejected": [{"file", "line", "code", "reason"}], "owner": {"name",
  "profile_url"}}`. For every file, `read` is the sum of the others.
- `import --look`: `{"archives": [{"name", "day", "day_is_sure", "files": [{"name", "kind", "rows", "exact", "bytes",
  "imported_before", "people"}], "unread": [{"name", "reason": "not needed" | "not known"}]}], "notes"}`;
  `rows` is reckoned where `exact` is false.
- `relations`: `{"as_of", "relations": [{"id", "name", "profile_url", "company", "title", "connected_on",
  "no_longer_since", "level", "memberships": {"strong", "average", "worthless"}, "strength", "alive", "coverage": {sign:
  "seen" | "not seen" | "not covered"}, "overruled", "segments", "messages_in", "messages_out", "last_contact"}]}`, all
  relations unless filtered.
- `why WHO`: the relation as above and `"reasons": [{"sign", "text", "contribution", "evidence"}]`.
- any error: `{"error": {"code", "file", "line", "column", "message", "what_to_do"}}`, on standard output too.

## Settings

`settings.toml` in the configuration folder of the system (on Linux `~/.config/kreds/`), or the environment, which goes
before it. An option on the command line goes before both.

| in the file | in the environment | means |
| --- | --- | --- |
| `store` | `KREDS_STORE` | the store: a file, or `postgresql://...`; by default one file in the user's data folder |
| `language` | `KREDS_LANGUAGE` | `da` or `en`; by default the system's |
| `keep_message_texts` | `KREDS_KEEP_MESSAGE_TEXTS` | `true` keeps the words of messages too; by default not |
"""


def page() -> str:
    """The whole page."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("kreds", [], resilient_parsing=True)
    sections = ["\n".join(_section(name, group.get_command(context, name))) for name in group.list_commands(context)]
    return "\n".join([_HEAD, *sections, _TAIL])


def _section(name: str, command: Any) -> Iterator[str]:
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join(piece.strip("{}") for piece in command.collect_usage_pieces(context))
    yield f"## `kreds {name}`\n"
    yield f"{command.help}\n"
    yield f"    kreds {name} {usage}\n"
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and parameter.name != "help":
            words, explanation = record
            yield f"- `{_TYPE.sub('', words)}`: {explanation}"
    yield ""


def main() -> int:
    """Rewrite the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"command line: {PAGE.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
