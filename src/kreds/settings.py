"""What a person has settled once: where the store is, the language, whether message texts are kept.

LinkedIn's limits on invitations can be settled too, in whole numbers (``invitations_per_week``, ``note_length``,
``notes_per_month``, ``invitation_weeks``). Settings come from ``settings.toml`` in the user's configuration folder; the
environment (``KREDS_STORE``, ``KREDS_LANGUAGE``, ``KREDS_KEEP_MESSAGE_TEXTS``, ``KREDS_NOTE_LENGTH``, ...) goes before
the file, an option on the command line before both.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from kreds.errors import UsageError
from kreds.model.invitation import LIMIT_BOUNDS, Limits

USUAL = Limits()
LANGUAGES = ("da", "en")
_ENVIRONMENT = "KREDS_"
_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off", "")


@dataclass(frozen=True, slots=True)
class Settings:
    """``store`` is a file or a PostgreSQL address; ``language`` is "da", "en" or "" (the system's)."""

    store: str
    language: str
    keep_message_texts: bool = False
    invitations_per_week: int = USUAL.invitations_per_week
    note_length: int = USUAL.note_length
    notes_per_month: int = USUAL.notes_per_month
    invitation_weeks: int = USUAL.invitation_weeks

    @property
    def limits(self) -> Limits:
        """LinkedIn's limits as the settings have them."""
        return Limits(self.invitations_per_week, self.note_length, self.notes_per_month, self.invitation_weeks)


def settings_file() -> Path:
    """Where the settings lie on this system, whether the file is there or not."""
    from platformdirs import user_config_path

    return user_config_path("kreds", appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """The user's data folder: the store, the demo and the backups live here."""
    from platformdirs import user_data_path

    return user_data_path("kreds", appauthor=False)


def demo_folder() -> Path:
    """Where invented networks live, apart from the person's own."""
    return data_folder() / "demo"


def load_settings(environment: Mapping[str, str], *, file: Path | None = None) -> Settings:
    """The settings in force.

    Args:
        environment: the process environment.
        file: read instead of the user's own settings file.

    Raises:
        UsageError: names the file and the key that is off.
    """
    file = file or settings_file()
    values: dict[str, object] = {"store": str(data_folder() / "kreds.db"), "language": "", **_from_file(file)}
    for name in _names():
        key = _ENVIRONMENT + name.upper()
        if key in environment:
            values[name] = _checked(name, _from_text(name, environment[key]), place=key)
    return Settings(
        store=str(values["store"]),
        language=str(values["language"]),
        keep_message_texts=values.get("keep_message_texts") is True,
        **{name: number for name in LIMIT_BOUNDS if isinstance(number := values.get(name), int)},
    )


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Settings))


def _from_file(file: Path) -> dict[str, object]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("SETTINGS-TOML", file=file, detail=error) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("SETTINGS-TOML", file=file, detail=error) from error
    for key in table:
        if key not in _names():
            raise UsageError("SETTINGS-KEY", file=file, key=key, known=", ".join(_names()))
    return {key: _checked(key, value, place=str(file)) for key, value in table.items()}


def _from_text(name: str, text: str) -> object:
    if name in LIMIT_BOUNDS:
        return int(text) if text.strip().isascii() and text.strip().isdigit() else text
    if name != "keep_message_texts":
        return text
    lowered = text.strip().lower()
    return True if lowered in _YES else False if lowered in _NO else text


def _checked(name: str, value: object, *, place: str) -> object:
    """The value, with ``~`` in a path to the store spelled out."""
    if name == "keep_message_texts":
        good, allowed = isinstance(value, bool), "true, false"
    elif name == "language":
        good, allowed = value in LANGUAGES, ", ".join(LANGUAGES)
    elif name in LIMIT_BOUNDS:
        least, most = LIMIT_BOUNDS[name]
        good = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        allowed = f"{least}–{most}"
    else:
        good, allowed = isinstance(value, str) and bool(value.strip()), "FILE, postgresql://..."
    if not good:
        raise UsageError("SETTINGS-VALUE", file=place, key=name, value=value, allowed=allowed)
    if name == "store" and isinstance(value, str) and "://" not in value:
        return str(Path(value.strip()).expanduser())
    return value
