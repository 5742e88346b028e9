"""Checks that every message a person can read has its translation: there, filled in, with the same facts, in all forms.

Messages are found where they are written: ``t.text`` and ``t.plural`` in Python and in templates, ``Phrase``, the
sentences of the errors and of the problems in data, and why a row was left out.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from jinja2 import Environment, nodes

from kreds.errors import problems, usage
from kreds.i18n import LANGUAGES
from kreds.i18n.catalogue import catalogues, merged

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kreds"
SOURCE_LANGUAGE = "en"

_SPEAKERS = {"t", "self", "translator"}
_FACT = re.compile(r"(?:%\(|\{)(\w+)(?:\)s|\})")
_PERCENT = re.compile(r"%(?!\(\w+\)s|%)")
_ERROR_SENTENCES = {"template", "what_to_do"}


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the source code has it; ``plural`` and ``context`` are "" when it has none."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """The key of a catalogue."""
        return (self.text, self.plural) if self.plural else self.text


Found = dict[Message, str]
"""Each message, and the first place where it stands."""


def all_messages(package: Path = PACKAGE) -> Found:
    """Every message of the program."""
    found: Found = {}
    reasons = _reasons(package)
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for message, line in _in_python(tree, reasons):
            found.setdefault(message, f"{path.relative_to(package)}:{line}")
    for path in sorted(package.rglob("*.html")):
        for message, line in _in_template(path.read_text(encoding="utf-8")):
            found.setdefault(message, f"{path.relative_to(package)}:{line}")
    for text in _in_errors():
        found.setdefault(Message(text), "errors")
    return found


def _in_python(tree: ast.Module, reasons: dict[str, str]) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            message = _of_call(node, reasons)
            if message:
                yield message, node.lineno
        elif isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
            for name, text in _constants(node.body):
                if name in _ERROR_SENTENCES and text and text != "%(message)s":
                    yield Message(text), node.lineno


def _of_call(call: ast.Call, reasons: dict[str, str]) -> Message | None:
    name, speaker = _called(call.func)
    texts = [_constant(argument) for argument in call.args]
    named = {keyword.arg: _constant(keyword.value) for keyword in call.keywords}
    if name == "Phrase" and texts and texts[0]:
        return Message(texts[0], plural=named.get("plural") or "")
    if name == "text" and speaker in _SPEAKERS and texts and texts[0]:
        return Message(texts[0], context=named.get("context") or "")
    if name == "plural" and speaker in _SPEAKERS and len(texts) > 1 and texts[0] and texts[1]:
        return Message(texts[0], plural=texts[1])
    if name.endswith("Error") and named.get("message"):
        return Message(named["message"] or "")
    if name == "Skipped" and len(call.args) > 1:
        reason = call.args[1]
        text = reasons.get(reason.id) if isinstance(reason, ast.Name) else texts[1]
        return Message(text) if text else None
    return None


def _called(function: ast.expr) -> tuple[str, str]:
    """The name that is called, and the name before the dot ("" without one)."""
    if isinstance(function, ast.Name):
        return function.id, ""
    if isinstance(function, ast.Attribute):
        before = function.value
        speaker = (
            before.id if isinstance(before, ast.Name) else before.attr if isinstance(before, ast.Attribute) else ""
        )
        return function.attr, speaker
    return "", ""


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _constants(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for statement in body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            text = _constant(statement.value)
            if text is not None:
                yield statement.targets[0].id, text


def _reasons(package: Path) -> dict[str, str]:
    """Texts that the readers of sources have given a name: among them are the reasons to leave a row out."""
    named: dict[str, str] = {}
    for path in sorted((package / "sources").rglob("*.py")):
        named.update(_constants(ast.parse(path.read_text(encoding="utf-8")).body))
    return named


def _in_template(source: str) -> Iterator[tuple[Message, int]]:
    tree = Environment(autoescape=True).parse(source)
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Getattr) or not isinstance(call.node.node, nodes.Name):
            continue
        texts = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
        named = {keyword.key: keyword.value for keyword in call.kwargs}
        context = named.get("context")
        if call.node.node.name != "t" or not texts:
            continue
        if call.node.attr == "text":
            yield Message(texts[0], context=context.value if isinstance(context, nodes.Const) else ""), call.lineno
        elif call.node.attr == "plural" and len(texts) > 1:
            yield Message(texts[0], plural=texts[1]), call.lineno


def _in_errors() -> Iterator[str]:
    for table in (problems.PROBLEMS, usage.USAGE):
        for problem in table.values():
            yield problem.message
            yield problem.what_to_do
    yield from (problems.KEPT_NOTHING, problems.KEPT_ROWS)


def complaints(found: Found, language: str, catalogue: Catalog) -> list[str]:
    """What is wrong with the translations of ``found``."""
    wrong: list[str] = []
    for message, place in found.items():
        if not message.text:
            continue
        translated = catalogue.get(message.text, message.context or None)
        if translated is None or not translated.string:
            wrong.append(f"{place}: no {language} for {message.text!r}" + _hint(message))
            continue
        plural = translated.id[1] if isinstance(translated.id, (tuple, list)) else ""
        if plural != message.plural:
            wrong.append(f"{place}: {language} has another plural for {message.text!r}: {plural!r}")
            continue
        forms = translated.string if isinstance(translated.string, (tuple, list)) else (translated.string,)
        wrong.extend(f"{place}: {complaint}" for complaint in _form_complaints(message, language, forms))
    return wrong


def _hint(message: Message) -> str:
    return f" (context {message.context!r})" if message.context else ""


def _form_complaints(message: Message, language: str, forms: tuple[str, ...] | list[str]) -> Iterator[str]:
    sources = (message.text, message.plural) if message.plural else (message.text,)
    if len(forms) != len(sources):
        yield f"{language} has {len(forms)} forms of {message.text!r}, not {len(sources)}"
        return
    allowed = {fact for source in sources for fact in _FACT.findall(source)}
    for place, (source, form) in enumerate(zip(sources, forms, strict=True)):
        if not form.strip():
            yield f"{language} leaves a form of {message.text!r} empty"
        # The form for one may spell the number out: "one relation".
        spelled_out = {"n"} if message.plural and place == 0 else set()
        missing = set(_FACT.findall(source)) - set(_FACT.findall(form)) - spelled_out
        extra = set(_FACT.findall(form)) - allowed
        if missing or extra or _PERCENT.search(form):
            yield f"{language} fills other facts into {message.text!r}: {form!r}"


def catalogue_complaints(language: str) -> list[str]:
    """What is wrong with the files themselves: doubtful entries, and two that say one message differently."""
    wrong: list[str] = []
    said: dict[tuple[object, object], tuple[str, object]] = {}
    for name, catalogue in catalogues(language).items():
        for message in catalogue:
            if not message.id:
                continue
            if message.fuzzy:
                wrong.append(f"{name}: {message.id!r} is marked as doubtful (fuzzy)")
            first, string = said.setdefault((message.id, message.context), (name, message.string))
            if string != message.string:
                wrong.append(f"{name}: {message.id!r} is {message.string!r} here and {string!r} in {first}")
    return wrong


def main() -> int:
    """Print what is wrong; 1 when anything is."""
    found = all_messages()
    wrong: list[str] = []
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            wrong += catalogue_complaints(language)
            wrong += complaints(found, language, merged(language))
    for line in wrong:
        print(line)
    print(f"messages: {len(found)}, {len(wrong)} wrong" if wrong else f"messages: {len(found)}, all translated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
