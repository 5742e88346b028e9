"""Takes the README's pictures from the demo itself, so that they show what the program looks like."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.get_browser import ARGUMENTS, browser_program

PICTURES = Path("docs/images")
WIDTH = 1280
HEIGHT = 800
LANGUAGES = {"overview.png": "en", "overview_da.png": "da"}
LOCALES = {"en": "en-GB", "da": "da-DK"}
_ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+\S*")


@contextmanager
def running_demo(language: str) -> Iterator[str]:
    """Run the demo on a store of its own and give the address of its first page."""
    with tempfile.TemporaryDirectory(prefix="kreds-demo-") as home:
        places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
        environment = {**os.environ, **places, "KREDS_LANGUAGE": language}
        command = [str(Path(sys.executable).with_name("kreds")), "demo", "--port", "0", "--no-open"]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as demo:
            try:
                yield _address(demo)
            finally:
                demo.terminate()


def _address(demo: "subprocess.Popen[str]") -> str:
    said = []
    for line in demo.stdout or ():
        said.append(line)
        if found := _ADDRESS.search(line):
            return found[0]
    message = "the demo ended without saying where it is:\n" + "".join(said)
    raise RuntimeError(message)


def take(name: str, language: str) -> Path:
    """Write one picture of the first page in one language."""
    picture = PICTURES / name
    picture.parent.mkdir(parents=True, exist_ok=True)
    with running_demo(language) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(browser_program()), args=list(ARGUMENTS))
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, locale=LOCALES[language], color_scheme="light"
        )
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=picture, animations="disabled")
        browser.close()
    return picture


def main() -> int:
    """Take every picture and say which."""
    taken = [str(take(name, language)) for name, language in LANGUAGES.items()]
    print("screenshot:", ", ".join(taken))
    return 0


if __name__ == "__main__":
    sys.exit(main())
