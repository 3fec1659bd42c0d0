"""Names that are joined one by one, each time for a reason; some pairs may never be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Clusters:
    """Disjoint sets of names. A join that would put a forbidden pair into one set is refused."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._why: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str) -> None:
        """Make a name known, alone for now."""
        if name not in self._parent:
            self._parent[name] = name
            self._members[name] = [name]

    def find(self, name: str) -> str:
        """Return the name that stands for the set in which `name` is."""
        root = name
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[name] != root:
            self._parent[name], name = root, self._parent[name]
        return root

    def forbid(self, one: str, other: str) -> None:
        """Never join these two; names not added yet are added. Does nothing to names already joined."""
        self.add(one)
        self.add(other)
        a, b = self.find(one), self.find(other)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def forbidden(self, one: str, other: str) -> bool:
        """Return whether the sets of two names may never be joined."""
        return self.find(other) in self._apart.get(self.find(one), ())

    def join(self, one: str, other: str, why: str) -> bool:
        """Join the sets of two names and note why; return False where that is forbidden or already so."""
        a, b = self.find(one), self.find(other)
        if a == b or self.forbidden(a, b):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a].extend(self._members.pop(b))
        self._why[a].extend(self._why.pop(b, []))
        self._why[a].append(why)
        for foe in self._apart.pop(b, set()):
            self._apart[foe].discard(b)
            self._apart[foe].add(a)
            self._apart[a].add(foe)
        return True

    def members(self, name: str) -> list[str]:
        """Return all names in the set of `name`, sorted."""
        return sorted(self._members[self.find(name)])

    def why(self, name: str) -> tuple[str, ...]:
        """Return why the names of its set were joined, each reason once."""
        return tuple(dict.fromkeys(self._why.get(self.find(name), ())))

    def roots(self) -> Iterable[str]:
        """Return one name of each set, in the order in which the sets were begun."""
        return list(self._members)
