"""For scale: how long pandas and polars take merely to read the same file of messages.

python -m bench.peers pandas|polars FOLDER
"""

import sys
from pathlib import Path


def main(engine: str, folder: Path) -> None:
    """Read the file once, keep nothing."""
    path = folder / "messages.csv"
    if engine == "pandas":
        import pandas as pd  # type: ignore[import-untyped]  # its stubs are not among the tools

        rows = len(pd.read_csv(path, dtype=str, keep_default_na=False))
    else:
        import polars as pl

        rows = len(pl.read_csv(path, infer_schema=False))
    sys.stdout.write(f"{rows}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
