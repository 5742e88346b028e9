"""Everything that can be read of a network, for the command line, the pages and Python alike."""

from kreds.services.find_person import resolve_who
from kreds.services.find_relations import find_relations
from kreds.services.read_imports import PastImport, import_history, rejected_rows
from kreds.services.read_overview import overview
from kreds.services.show_relation import show_relation

__all__ = [
    "PastImport",
    "find_relations",
    "import_history",
    "overview",
    "rejected_rows",
    "resolve_who",
    "show_relation",
]
