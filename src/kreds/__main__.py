"""``python -m kreds`` is ``kreds``."""

from kreds.cli.main import run

if __name__ == "__main__":
    run()
