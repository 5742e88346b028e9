"""The servers that these tests share."""

from tests.web.fixtures import demo, empty, hostile

__all__ = ["demo", "empty", "hostile"]
