"""What the README shows can be done as it is written there."""

import re
from pathlib import Path

import pytest

from tests.services.importing import written

README = Path(__file__).resolve().parent.parent / "README.md"


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example in Python, run on an archive of the name it uses, shows ten relations with levels."""
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (name,) = re.findall(r'"(Complete_[^"]+\.zip)"', example)
    written(tmp_path)
    next(tmp_path.glob("*.zip")).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    assert len(re.findall(r"\b(strong|average|worthless|unknown)\b", capsys.readouterr().out)) >= 10
