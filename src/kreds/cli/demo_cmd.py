"""``kreds demo``: an invented network, made, imported and shown, far from the person's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.options import JsonOption, Language, LanguageOption, StoreOption
from kreds.cli.serve_cmd import NoOpenOption, PortOption, run_server
from kreds.cli.session import Session, open_session, print_json
from kreds.errors import UsageError
from kreds.settings import demo_folder

if TYPE_CHECKING:
    from kreds.services.make_demo import MadeDemo

_ERAS = ("2020", "2022", "2023", "2024", "2026")


def demo(
    *,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another number, another network.")] = 1,
    relations: Annotated[
        int, typer.Option("--relations", metavar="N", min=0, max=200_000, help="How many relations.")
    ] = 1_400,
    messages: Annotated[
        int, typer.Option("--messages", metavar="N", min=0, max=5_000_000, help="How many messages.")
    ] = 24_000,
    era: Annotated[
        str, typer.Option("--era", metavar="YEAR", help="LinkedIn's format of " + ", ".join(_ERAS) + ".")
    ] = "2026",
    write_only: Annotated[
        Path | None,
        typer.Option("--write-only", metavar="FOLDER", help="Only write the files into FOLDER.", show_default=False),
    ] = None,
    port: PortOption = None,
    no_open: NoOpenOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Look at an invented network: a made-up archive, imported into a store of its own, shown in the browser."""
    if era not in _ERAS:
        raise UsageError("CHOICE", name="--era", value=era, choices=", ".join(_ERAS))
    session = open_session(store, language, as_json=as_json)
    from kreds.services.make_demo import DemoOrder, make_whole_demo

    order = DemoOrder(seed=seed, relations=relations, messages=messages, era=int(era), language=session.language)
    folder = write_only or demo_folder() / order.name
    if not as_json:
        _say(session, session.t.text("Making an invented network …"))
    made = make_whole_demo(folder, order)
    if write_only:
        _show_paths(session, made)
        return
    target = _demo_store(store, session.app.settings.store, folder)
    session = open_session(str(target), Language(session.language), as_json=as_json)
    _import(session, made)
    if as_json:
        return
    # The pages stand over the person's own store: what they import there never gets among the invented people.
    own = open_session(None, Language(session.language))
    run_server(own, demo=session.app, port=port, open_browser=not no_open)


def _demo_store(asked: str | None, own: str, folder: Path) -> str | Path:
    """Where the demo's people go: never among the person's own."""
    if asked is None:
        from kreds.services.make_demo import demo_store

        return demo_store(folder)
    if asked == own or ("://" not in asked and Path(asked).expanduser().absolute() == Path(own).absolute()):
        raise UsageError("DEMO-STORE", store=asked)
    return asked


def _import(session: Session, made: "MadeDemo") -> None:
    from kreds.cli.import_cmd import run_import, summary
    from kreds.services.begin_demo import begin_demo, keep_demo_texts

    keep_demo_texts(session.app.store, today=session.app.today())
    result = run_import(session, made.paths)
    begin_demo(session.app.store, today=session.app.today())
    if session.as_json:
        from kreds.services.json_shapes import import_shape

        print_json({**import_shape(result, session.t.phrase), "store": session.app.target})
        return
    from kreds.cli.terminal import say, steps

    t = session.t
    say(session.out, summary(session, result))
    say(session.out, t.text("It is all invented, and has a store of its own, apart from yours."))
    looks = (
        (session.command("overview"), t.text("the same in this terminal")),
        (session.command("relations"), t.text("who they are")),
    )
    steps(session.out, t.text("What you can do now"), looks)
    say(session.out, "")


def _show_paths(session: Session, made: "MadeDemo") -> None:
    if session.as_json:
        print_json(
            {
                "archives": list(map(str, made.archives)),
                "outside": list(map(str, made.outside)),
                "posts": list(map(str, made.posts)),
            }
        )
        return
    from kreds.cli.terminal import say

    for path in made.paths:
        say(session.out, str(path))


def _say(session: Session, line: str) -> None:
    from kreds.cli.terminal import say

    say(session.err, line)
