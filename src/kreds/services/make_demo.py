"""Make the demo: an invented network, written as LinkedIn would deliver it."""

from dataclasses import dataclass
from pathlib import Path

from kreds.demo.archive import write_archive, write_posts
from kreds.demo.layout import Era, Layout
from kreds.demo.network import build_network
from kreds.demo.options import DemoOptions


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """Which network, in which generation of LinkedIn's format; equal orders give equal bytes."""

    seed: int = 1
    relations: int = 1_400
    messages: int = 24_000
    era: int = 2026
    language: str = "da"

    @property
    def name(self) -> str:
        """A folder name that tells orders apart."""
        return f"{self.seed}-{self.relations}-{self.messages}-{self.era}-{self.language}"


def demo_store(folder: Path) -> Path:
    """The store of the network whose archive lies in ``folder``."""
    return folder / "demo.db"


@dataclass(frozen=True, slots=True)
class MadeDemo:
    """The deliveries in the order LinkedIn would send them, and what lies beside them.

    ``outside`` holds a CRM's contacts, a list of companies, a calendar and address books; ``posts`` the figures of
    posts, and who reacted to two of them.
    """

    archives: tuple[Path, ...]
    outside: tuple[Path, ...]
    posts: tuple[Path, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of it, to be imported at once."""
        return self.archives + self.outside + self.posts


def make_demo(folder: Path, order: DemoOrder) -> tuple[Path, ...]:
    """Write everything into ``folder`` and say which files the archive is, and nothing of what lies beside it."""
    return make_whole_demo(folder, order).archives


def make_whole_demo(folder: Path, order: DemoOrder) -> MadeDemo:
    """Write everything into ``folder``: the archive, what lies beside it, and ``truth.json``, which nobody imports."""
    options = DemoOptions(seed=order.seed, relations=order.relations, messages=order.messages, language=order.language)
    network = build_network(options)
    written = write_archive(network, folder, layout=Layout(era=Era(order.era)))
    return MadeDemo(written.paths, written.outside, write_posts(network, folder))
