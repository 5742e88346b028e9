"""Make the demo: an invented network, written as LinkedIn would deliver it."""

from dataclasses import dataclass
from pathlib import Path

from kreds.demo.archive import write_archive
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


def make_demo(folder: Path, order: DemoOrder) -> tuple[Path, ...]:
    """Write the archive into ``folder`` and say which files it is (in the order LinkedIn would send them)."""
    options = DemoOptions(seed=order.seed, relations=order.relations, messages=order.messages, language=order.language)
    written = write_archive(build_network(options), folder, layout=Layout(era=Era(order.era)))
    return written.paths
