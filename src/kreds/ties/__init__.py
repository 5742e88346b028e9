"""How strong each relation is, which level it has, whether it is alive, and why (guide 1b). Values in, values out."""

from kreds.ties.coverage import Coverage
from kreds.ties.features import features
from kreds.ties.judgement import judge

__all__ = ["Coverage", "features", "judge"]
