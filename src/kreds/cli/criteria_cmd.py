"""``kreds criteria``: how much each sign of the levels counts; tried out and settled."""

from typing import Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json
from kreds.errors import UsageError
from kreds.model.criteria import Criterion, Emphasis
from kreds.model.level import Level


def criteria(
    *,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="CRITERION=off|little|full|much",
            help="How much one counts: knows, met, business, interact, common, helps.",
            show_default=False,
        ),
    ] = None,
    guide: Annotated[bool, typer.Option("--guide", help="All as in the guide again.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what would change.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What makes a relation strong for you: how much each sign counts. Without options it is shown."""
    if guide and set_:
        raise UsageError("CHOICES-CLASH", one="--guide", other="--set")
    wanted = dict.fromkeys(Criterion, Emphasis.FULL) if guide else dict(map(_read, set_ or ()))
    if preview and not wanted:
        raise UsageError("CHOICE-MISSING", choices="--set, --guide")
    session = open_network(store, language, as_json=as_json)
    from kreds.services import weigh_criteria

    store_, shape = session.app.store, {}
    if wanted:
        counts = weigh_criteria.would_change(store_, wanted)
        shape = {
            "changed": counts["changed"],
            "counts": {level.value: counts.get(level.value, 0) for level in Level},
        }
        if not preview:
            weigh_criteria.weigh(store_, wanted, at=session.app.now())
    now = weigh_criteria.criteria(store_)
    if as_json:
        print_json({"criteria": {one.value: emphasis.value for one, emphasis in now.items()}, **shape})
        return
    _show(session, now, changed=counts["changed"] if wanted else None, preview=preview)


def _read(text: str) -> tuple[Criterion, Emphasis]:
    name, _, value = text.partition("=")
    known = {one.value: one for one in Criterion}
    choices = {one.value: one for one in Emphasis}
    if name not in known:
        raise UsageError("CHOICE", name="--set", value=name, choices=", ".join(known))
    if value not in choices:
        raise UsageError("CHOICE", name=name, value=value, choices=", ".join(choices))
    return known[name], choices[value]


def _show(session: Session, now: dict[Criterion, Emphasis], *, changed: int | None, preview: bool) -> None:
    from rich.text import Text

    from kreds.cli.terminal import Column, heading, say, show_table

    t = session.t
    heading(session.out, t.text("What counts"))
    rows = [(t.criterion(one), Text(t.emphasis(emphasis), style="dim")) for one, emphasis in now.items()]
    show_table(session.out, (Column(folds=True), Column()), rows)
    if changed is None:
        return
    if preview:
        line = t.plural("%(n)s relation would change its level.", "%(n)s relations would change their level.", changed)
        say(session.out, line)
    else:
        line = t.plural("%(n)s relation has changed its level.", "%(n)s relations have changed their level.", changed)
        say(session.out, line, t.text("Undo: %(command)s", command=session.command("judge --undo")))
