"""The options that several commands share."""

from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """A language to answer in."""

    DA = "da"
    EN = "en"


StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="FILE|URL", help="The store: a file, or postgresql://...", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
LanguageOption = Annotated[
    Language | None,
    typer.Option("--language", metavar="da|en", help="Answer in Danish or English.", show_default=False),
]
WhoArgument = Annotated[
    str,
    typer.Argument(metavar="WHO", help="A profile address, its last part, an id, or a name.", show_default=False),
]
