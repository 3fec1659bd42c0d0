"""Names that are joined one by one, each time for a reason; some pairs may never be.

Names are numbers. What is known of each takes 24 bytes, and reasons are in a file where they are many.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator

from dossier.linking.entities.on_disk.texts import Records

_NONE = 0xFFFFFFFF


class Clusters:
    """Disjoint sets of names. A join that would put a forbidden pair into one set is refused."""

    def __init__(self, count: int = 0) -> None:
        """Set up with so many names, each alone."""
        self._parent = array("I", range(count))
        self._size = array("I", [1]) * count
        self._next = array("I", range(count))  # the members of a set in a ring
        self._first_why = array("I", [_NONE]) * count
        self._last_why = array("I", [_NONE]) * count
        self._next_why = array("I")
        self._reasons = Records()
        self._apart: dict[int, set[int]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._parent)

    def add(self) -> int:
        """Return a new name, alone for now."""
        name = len(self._parent)
        self._parent.append(name)
        self._size.append(1)
        self._next.append(name)
        self._first_why.append(_NONE)
        self._last_why.append(_NONE)
        return name

    def find(self, name: int) -> int:
        """Return the name that stands for the set in which `name` is."""
        parent = self._parent
        root = name
        while parent[root] != root:
            root = parent[root]
        while parent[name] != root:
            parent[name], name = root, parent[name]
        return root

    def forbid(self, one: int, other: int) -> None:
        """Never join these two. Does nothing to names already joined."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def forbidden(self, one: int, other: int) -> bool:
        """Return whether the sets of two names may never be joined."""
        return self.find(other) in self._apart.get(self.find(one), ())

    def join(self, one: int, other: int, why: str) -> bool:
        """Join the sets of two names and note why; return False where that is forbidden or already so."""
        a, b = self.find(one), self.find(other)
        if a == b or self.forbidden(a, b):
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        self._next[a], self._next[b] = self._next[b], self._next[a]
        self._extend_why(a, self._first_why[b], self._last_why[b])
        self._note(a, why)
        for foe in self._apart.pop(b, set()):
            self._apart[foe].discard(b)
            self._apart[foe].add(a)
            self._apart[a].add(foe)
        return True

    def take(self, name: int, why: str) -> None:
        """Let the set of a name grow by one that nobody asks for again, and note why."""
        root = self.find(name)
        self._size[root] += 1
        self._note(root, why)

    def _note(self, root: int, why: str) -> None:
        self._reasons.append(why)
        self._next_why.append(_NONE)
        self._extend_why(root, len(self._next_why) - 1, len(self._next_why) - 1)

    def _extend_why(self, root: int, first: int, last: int) -> None:
        if first == _NONE:
            return
        if self._first_why[root] == _NONE:
            self._first_why[root] = first
        else:
            self._next_why[self._last_why[root]] = first
        self._last_why[root] = last

    def members(self, name: int) -> Iterator[int]:
        """Yield all names in the set of `name`."""
        yield name
        at = self._next[name]
        while at != name:
            yield at
            at = self._next[at]

    def why(self, name: int) -> tuple[str, ...]:
        """Return why the names of its set were joined, each reason once. Nothing can be joined after."""
        reasons, found = self._reasons.done(), []
        at = self._first_why[self.find(name)]
        while at != _NONE:
            found.append(reasons[at])
            at = self._next_why[at]
        return tuple(dict.fromkeys(found))
