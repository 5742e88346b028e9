"""A progress bar for imports, where a person can see one: on standard error, and only in a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kreds.cli.escaping import printable
from kreds.model.importing import Progress

if TYPE_CHECKING:
    from rich.console import Console

    from kreds.i18n import Translator


@contextmanager
def import_progress(err: "Console", t: "Translator") -> Iterator[Callable[[Progress], None] | None]:
    """What an import tells how far it has come; None where nobody is looking."""
    if not err.is_terminal or err.is_dumb_terminal:
        yield None
        return
    from rich import progress as bars
    from rich.text import Text

    columns = (
        bars.SpinnerColumn(),
        bars.TextColumn("{task.fields[stage]}", markup=False),
        bars.BarColumn(bar_width=24),
        bars.TaskProgressColumn(),
        bars.TextColumn("{task.fields[rows]}", markup=False, justify="right"),
        bars.TextColumn("{task.fields[file]}", markup=False, style="dim"),
    )
    with bars.Progress(*columns, console=err, transient=True) as shown:
        task = shown.add_task("", total=None, stage=t.text("Opening"), rows="", file="")

        def tell(at: Progress) -> None:
            stage = {"reading": t.text("Reading"), "writing": t.text("Writing"), "judging": t.text("Judging")}
            name = Text(printable(at.file))
            name.truncate(max(8, err.width - 66), overflow="ellipsis")
            shown.update(
                task,
                total=at.total or None,
                completed=at.done,
                stage=stage.get(at.stage, at.stage),
                rows=t.plural("%(n)s row", "%(n)s rows", at.rows) if at.rows else "",
                file=name.plain,
            )

        yield tell
