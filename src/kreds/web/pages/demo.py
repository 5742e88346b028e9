"""Look around in an invented network, and go back to one's own."""

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, Request, Response

from kreds.bootstrap import open_app
from kreds.model.importing import Progress
from kreds.services.begin_demo import begin_demo, keep_demo_texts
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.make_demo import DemoOrder, demo_store, make_whole_demo
from kreds.settings import demo_folder
from kreds.web.import_desk import Work
from kreds.web.site import Site, site_of, translator_of

router = APIRouter()


@router.post("/demo", status_code=204)
def visit(request: Request) -> None:
    """Make the invented network, where it is not there yet, and show it instead of the person's own."""
    site, t = site_of(request), translator_of(request)
    order = DemoOrder(language=t.language)
    site.desk.make(_work(site, demo_folder() / order.name, order), next_page="/")


@router.post("/demo/leave", status_code=204)
def leave(request: Request, response: Response) -> None:
    """Show the person's own network again."""
    site_of(request).leave_demo()
    response.headers["hx-redirect"] = "/"


def _work(site: Site, folder: Path, order: DemoOrder) -> Work:
    def work(_paths: list[Path], note: Callable[[Progress], None], stop: Callable[[], bool]) -> None:
        app = open_app(str(demo_store(folder)), settings=site.own.settings, today=site.own.today, now=site.own.now)
        # Made and imported anew each time: an archive that was read before is read in no time, and nothing is missing.
        note(Progress("inventing", "", 0, 0, 0))
        try:
            made = make_whole_demo(folder, order)
            keep_demo_texts(app.store, today=app.today())
            options = ImportOptions(
                today=app.today(), now=app.now, origin="web", keep_texts=True, progress=note, cancelled=stop
            )
            import_files(app.store, made.paths, options)
            begin_demo(app.store, today=app.today())
        except BaseException:
            app.close()
            raise
        site.visit_demo(app)

    return work
