"""What a test does in a browser: open Kreds by its link, and watch for what the content security policy stops."""

import httpx
from playwright.sync_api import BrowserContext, Page

from tests.web.serving import Running

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


def visit(page: Page, server: Running, path: str = "/") -> None:
    """Open Kreds as a person does: by the printed link, then by an address."""
    page.add_init_script(WATCH)
    page.goto(server.site.new_link())
    page.wait_for_url(server.url + "/")
    if path != "/":
        page.goto(server.url + path)


def violations(page: Page) -> list[str]:
    """What the policy has stopped on this page."""
    found: list[str] = page.evaluate("window.violations")
    return found


def themed(context: BrowserContext, theme: str) -> Page:
    """A page in the light or the dark theme."""
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    return page


def pages(server: Running) -> list[str]:
    """The address of every page there is: whatever is read, needs no name in its address, and is HTML."""
    with server.client() as client:
        readable = [route.path for route in server.routes if "GET" in (route.methods or ()) and "{" not in route.path]
        found = [path for path in readable if path not in {"/open", "/find"} and is_page(client, path)]
    assert {"/", "/relations", "/import", "/imports", "/settings", "/help", "/export"} <= set(found)
    return found


def is_page(client: httpx.Client, path: str) -> bool:
    """Whether a page stands at this address, and no file to save."""
    answer = client.get(path)
    if "content-disposition" in answer.headers:
        return False
    return answer.status_code == 200 and answer.headers.get("content-type", "").startswith("text/html")
