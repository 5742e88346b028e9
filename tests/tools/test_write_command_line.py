"""The page of the command line says what the commands say."""

from kreds.cli.main import app
from tools.write_command_line import PAGE, page


def test_the_page_is_up_to_date() -> None:
    """The page in docs is the one that the commands make (`python -m tools.write_command_line`)."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_command_is_on_it() -> None:
    """No command is without its section, and none has an option without a word of help."""
    text = page()
    assert all(f"## `kreds {command.name}`" in text for command in app.registered_commands)
    assert "`: \n" not in text
