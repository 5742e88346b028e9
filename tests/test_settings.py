"""Settings: defaults, the file, the environment, and what is said of a wrong one."""

from pathlib import Path

import pytest

from kreds.errors import UsageError
from kreds.model.invitation import Limits
from kreds.settings import Settings, data_folder, load_settings, settings_file


def _file(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults(tmp_path: Path) -> None:
    """Without a file or variables: one store in the data folder, the system's language, no message texts."""
    settings = load_settings({}, file=tmp_path / "none.toml")
    assert settings == Settings(store=str(data_folder() / "kreds.db"), language="", keep_message_texts=False)


def test_the_file_is_in_the_configuration_folder() -> None:
    """The settings file lies where the system keeps settings."""
    assert settings_file().parts[-2:] == ("kreds", "settings.toml")


def test_a_file_sets_everything(tmp_path: Path) -> None:
    """Every setting can stand in the file; a tilde is the home folder; a byte order mark does no harm."""
    file = _file(tmp_path, '\ufeffstore = "~/k.db"\nlanguage = "da"\nkeep_message_texts = true\n')
    assert load_settings({}, file=file) == Settings(str(Path.home() / "k.db"), "da", keep_message_texts=True)


def test_limits_on_invitations_are_settings(tmp_path: Path) -> None:
    """Each can stand in the file, a variable wins over it, and what is left out is as members report it."""
    file = _file(tmp_path, "invitations_per_week = 30\nnote_length = 300\n")
    found = load_settings({"KREDS_NOTE_LENGTH": "250", "KREDS_NOTES_PER_MONTH": "0"}, file=file).limits
    assert found == Limits(invitations_per_week=30, note_length=250, notes_per_month=0)
    with pytest.raises(UsageError, match="note_length"):
        load_settings({"KREDS_NOTE_LENGTH": "many"}, file=file)


@pytest.mark.parametrize(
    ("said", "kept"), [("1", True), ("true", True), ("YES", True), ("0", False), ("off", False), ("", False)]
)
def test_the_environment_goes_before_the_file(tmp_path: Path, said: str, kept: bool) -> None:
    """A variable wins over the file."""
    file = _file(tmp_path, f'language = "da"\nkeep_message_texts = {"false" if kept else "true"}\n')
    environment = {
        "KREDS_STORE": "postgresql://host/db",
        "KREDS_LANGUAGE": "en",
        "KREDS_KEEP_MESSAGE_TEXTS": said,
    }
    assert load_settings(environment, file=file) == Settings("postgresql://host/db", "en", kept)


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("store = \n", "SETTINGS-TOML", "line 1"),
        ("language = 1\xff", "SETTINGS-TOML", "settings.toml"),
        ('stroe = "x"', "SETTINGS-KEY", "stroe"),
        ('language = "sv"', "SETTINGS-VALUE", "language"),
        ("keep_message_texts = 1", "SETTINGS-VALUE", "keep_message_texts"),
        ('store = " "', "SETTINGS-VALUE", "store"),
        ("store = 7", "SETTINGS-VALUE", "store"),
        ("note_length = 99", "SETTINGS-VALUE", "note_length"),
        ("note_length = true", "SETTINGS-VALUE", "note_length"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, text: str, code: str, named: str) -> None:
    """A settings file that is off stops the program, and the message names file and key."""
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError) as raised:
        load_settings({}, file=file)
    assert raised.value.code == code
    assert str(file) in str(raised.value)
    assert named in str(raised.value)


@pytest.mark.parametrize(("name", "value"), [("KREDS_LANGUAGE", "klingon"), ("KREDS_KEEP_MESSAGE_TEXTS", "perhaps")])
def test_a_wrong_variable_is_named(tmp_path: Path, name: str, value: str) -> None:
    """A variable that is off is named with its value."""
    with pytest.raises(UsageError) as raised:
        load_settings({name: value}, file=tmp_path / "none.toml")
    assert name in str(raised.value)
    assert value in str(raised.value)
