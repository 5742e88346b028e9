"""Identity keys in groups: which of them are one human, and which the person has said are not."""

from collections import defaultdict


class Groups:
    """Union-find over identity keys; the smallest key leads, so order does not matter."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._distinct: set[str] = set()

    def add(self, key: str) -> str:
        """Know the key; it is returned."""
        self.parent.setdefault(key, key)
        return key

    def find(self, key: str) -> str:
        """The key that leads the group of a known key."""
        parent = self.parent
        root = key
        while parent[root] != root:
            root = parent[root]
        while parent[key] != root:
            parent[key], key = root, parent[key]
        return root

    def join(self, one: str, other: str) -> None:
        """Both are one human."""
        a, b = self.find(one), self.find(other)
        if a != b:
            low, high = sorted((a, b))
            self.parent[high] = low
            if high in self._distinct:
                self._distinct.remove(high)
                self._distinct.add(low)
            if self._apart:
                self._move(high, low)

    def keep_apart(self, one: str, other: str) -> None:
        """The two are not one human: `join_unless_apart` never makes them one. Joined already, they stay so."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def be_distinct(self, key: str) -> None:
        """The group of the key is one human of its own: `join_unless_apart` never makes two such groups one."""
        self._distinct.add(self.find(key))

    def join_unless_apart(self, one: str, other: str) -> bool:
        """Both are one human, unless they were kept apart or are distinct humans each; whether they are one now."""
        a, b = self.find(one), self.find(other)
        if b in self._apart.get(a, ()) or (a != b and a in self._distinct and b in self._distinct):
            return False
        self.join(a, b)
        return True

    def _move(self, gone: str, leader: str) -> None:
        for enemy in self._apart.pop(gone, ()):
            self._apart[enemy].discard(gone)
            self._apart[enemy].add(leader)
            self._apart[leader].add(enemy)
