"""The cache of findings: results of earlier work, each kept under a key.

A key holds all that a value depends on, so a value kept is never an old one, and what has changed is simply not found.
Whoever works out findings asks here for each part; what was asked for is what is worth keeping for the next time.
"""

from __future__ import annotations

import hashlib
import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from dossier.model import OnProgress, Progress

if TYPE_CHECKING:
    from dossier.linking.facts import ArticleFacts, DossierFacts

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]
MakeSketch = Callable[["ArticleFacts"], Any]
T = TypeVar("T")

_RECENT = 50_000  # about ten times the pairs of a draft of 2,000 words; 10 MB
_SOME = 64  # pairs that are scored between two words of how far it is
_AHEAD = 256  # articles whose sketches are read at once
_HELD = 4_000_000  # characters of new sketches that are held before they are written
_CALLED = {
    "dated": "dates", "date": "dates", "facts": "facts", "name": "names", "number": "numbers", "quote": "quotations",
    "result": "results", "sentence": "sentences", "time": "dates", "timeline": "dates",
}  # fmt: skip
"""What is read or compared, by the first word of the name that it is kept by."""


class CachedValues(Generic[T]):
    """Texts, or what else there is, by their keys: those of the last time, and those that were asked for this time."""

    def __init__(self, before: Mapping[str, T] | None = None) -> None:
        self.before: Mapping[str, T] = before or {}
        self.now: dict[str, T] = {}

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return what is of a key, made only where it is not known."""
        found = self.now.get(key)
        if found is None:
            found = self.before.get(key)
            found = self.now[key] = make() if found is None else found
        return found

    def retain(self, keys: Iterable[str]) -> None:
        """Keep what is known of some keys, asked for or not."""
        self.now.update({key: self.before[key] for key in keys if key in self.before})


class RecentValues(Generic[T]):
    """What was worked out lately, by its key; what was not asked for in a while is forgotten."""

    def __init__(self, most: int) -> None:
        """Take how many values are held at most; with 0 each is made when it is asked for."""
        self._half = most // 2
        self._before: dict[Hashable, T] = {}
        self._now: dict[Hashable, T] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is of a key, which holds all that it depends on; made only where it is not known."""
        if key in self._now:
            return self._now[key]
        if not self._half:
            return make()
        found = self._before[key] if key in self._before else make()
        if len(self._now) >= self._half:
            self._before, self._now = self._now, {}
        self._now[key] = found
        return found


class Scores:
    """Numbers by their keys: those of the last time, and those that were asked for this time; NaN is one too."""

    def __init__(self, keys: bytes = b"", values: bytes = b"") -> None:
        """Take what `packed` gave."""
        self._keys: Numbers = np.frombuffer(keys, np.int64)
        self._values: Values = np.frombuffer(values, np.float64)
        self.scored: Callable[[int, int], None] | None = None
        """Told how many pairs are scored, of how many."""

    def packed(self) -> tuple[bytes, bytes]:
        """Return the keys in order, and their numbers."""
        return self._keys.tobytes(), self._values.tobytes()

    def get(self, keys: Numbers, make: Callable[[int], float | None]) -> Values:
        """Return the numbers of all keys that are asked for this time; `make` gives that at one of their places."""
        values = np.full(len(keys), math.nan)
        places = np.searchsorted(self._keys, keys)
        known = places < len(self._keys)
        known[known] = self._keys[places[known]] == keys[known]
        values[known] = self._values[places[known]]
        unknown = np.flatnonzero(~known)
        for done in range(0, len(unknown), _SOME):
            if self.scored:
                self.scored(done, len(unknown))
            for place in unknown[done : done + _SOME].tolist():
                if (value := make(place)) is not None:
                    values[place] = value
        order = np.argsort(keys)
        self._keys, self._values = keys[order], values[order]
        return values


class PairValues:
    """A few numbers of each pair by its key, none where it cannot be of one thing; kept until `retain` drops them."""

    def __init__(self, width: int, keys: bytes = b"", values: bytes = b"") -> None:
        """Take how many numbers a pair has, and what `packed` gave."""
        self._keys: Numbers = np.frombuffer(keys, np.int64)
        self._sorted = self._keys.data
        """The keys once more, of which one is found sooner."""
        self._values: Values = np.frombuffer(values, np.float64).reshape(-1, width)
        self._new_keys, self._new_values = array("q"), array("d")
        self._none = (math.nan,) * width

    def get(self, key: int, make: Callable[[], Sequence[float] | None]) -> Sequence[float] | None:
        """Return the numbers of a pair; made only where they are not known from the last time."""
        place = bisect_left(self._sorted, key)
        if place < len(self._sorted) and self._sorted[place] == key:
            known: list[float] = self._values[place].tolist()
            return None if math.isnan(known[0]) else known
        made = make()
        self._new_keys.append(key)
        self._new_values.extend(self._none if made is None else made)
        return made

    def retain(self, keys: Numbers) -> None:
        """Drop what is known of other pairs than these."""
        wanted = np.isin(self._keys, keys)
        self._keys, self._values = self._keys[wanted], self._values[wanted]
        self._sorted = self._keys.data

    def packed(self) -> tuple[bytes, bytes]:
        """Return the keys in order, and their numbers."""
        new = np.frombuffer(self._new_values, np.float64).reshape(-1, len(self._none))
        keys, places = np.unique(np.concatenate([self._keys, self._new_keys]), return_index=True)
        values = np.concatenate([self._values, new])[places]
        return keys.astype(np.int64).tobytes(), values.tobytes()


class KeptParts(Protocol):
    """Where parts are kept from one time to the next, by name and key."""

    def texts(self, name: str, keys: Collection[str] | None = None) -> Mapping[str, str]:
        """Return the texts of this name that are kept, all or those of some keys."""

    def scores(self, name: str) -> tuple[bytes, bytes]:
        """Return the scores of this name, as `Scores.packed` gave them."""

    def add(self, texts: Mapping[str, Mapping[str, str]]) -> bool:
        """Keep more texts, by name and key; return whether they can be read from now on."""


class SketchTexts:
    """The sketches of articles by their keys, read some hundred articles at a time: those of all are not held."""

    def __init__(self, name: str, kept: KeptParts) -> None:
        self.name, self._kept = name, kept
        self.asked: set[str] = set()
        """The keys that were asked for this time."""
        self.new: dict[str, str] = {}
        """Those that are not kept yet."""
        self._window = range(0)
        self._here: Mapping[str, str] = {}

    def get(self, place: int, facts: DossierFacts, by: str, make: Callable[[], str]) -> str:
        """Return the sketch of the article at a place, made only where it is not known."""
        if place not in self._window:
            self._window = range(place, min(place + _AHEAD, len(facts.articles)))
            self._here = self._kept.texts(self.name, [facts.key(one) + by for one in self._window])
        key = facts.key(place) + by
        self.asked.add(key)
        found = self.new.get(key) or self._here.get(key)
        if found is None:
            found = self.new[key] = make()
        return found

    def let_go(self) -> None:
        """Hold none any more: those that were new are kept now."""
        self.new, self._here, self._window = {}, {}, range(0)


class Cache:
    """All that findings were worked out with the last time, by the name of each part, and what was asked for now."""

    def __init__(
        self, kept: KeptParts | None = None, *, objects: bool = False, progress: OnProgress | None = None
    ) -> None:
        """Take where each part was kept; without, nothing is known.

        `objects` says that what cannot be written is kept as well, which is for a few articles asked about often.
        `progress` is told how far the work is; what it raises ends the work, and of it nothing but sketches is kept.
        """
        self._kept, self._keeps_objects, self.progress = kept, objects, progress
        self.texts_by_name: dict[str, CachedValues[str]] = {}
        self._objects: dict[str, CachedValues[Any]] = {}
        self._recent: dict[str, RecentValues[Any]] = {}
        self.sketches_by_name: dict[str, SketchTexts] = {}
        self._new = 0  # characters of sketches that are made and not kept yet
        self._adding = kept is not None
        self.scores_by_name: dict[str, Scores] = {}
        self.pairs_by_name: dict[str, PairValues] = {}
        self._together: dict[str, Mapping[str, MakeSketch]] = {}

    def forget_older(self) -> None:
        """Begin another time: what was not asked for in the one that ends is forgotten after the next."""
        every: list[CachedValues[Any]] = [*self.texts_by_name.values(), *self._objects.values()]
        for values in every:
            values.before, values.now = values.now, {}

    def objects(self, name: str) -> CachedValues[Any] | None:
        """Return the objects of this name; None where they are not kept."""
        return self._objects.setdefault(name, CachedValues()) if self._keeps_objects else None

    def recent(self, name: str) -> RecentValues[Any]:
        """Return the objects of this name that were asked for lately; none where objects are not kept."""
        return self._recent.setdefault(name, RecentValues(_RECENT if self._keeps_objects else 0))

    def texts(self, name: str) -> CachedValues[str]:
        """Return the texts of this name."""
        if name not in self.texts_by_name:
            self.texts_by_name[name] = CachedValues(self._kept.texts(name) if self._kept else None)
        return self.texts_by_name[name]

    def scores(self, name: str) -> Scores:
        """Return the scores of this name."""
        if name not in self.scores_by_name:
            self.scores_by_name[name] = Scores(*self._kept.scores(name)) if self._kept else Scores()
            self.scores_by_name[name].scored = partial(self._tell, f"comparing {_called(name)}")
        return self.scores_by_name[name]

    def pairs(self, name: str, width: int) -> PairValues:
        """Return the values of pairs of this name, so many for each."""
        if name not in self.pairs_by_name:
            self.pairs_by_name[name] = PairValues(width, *(self._kept.scores(name) if self._kept else ()))
        return self.pairs_by_name[name]

    def sketches(self, name: str, facts: DossierFacts, make: MakeSketch, by: object = "") -> Iterator[Any]:
        """Return of each article, in order, what `make` makes of it, as JSON has it; only what is new is read.

        `by` is what the sketches depend on besides the articles.
        """
        return (self.sketch(name, facts, place, make, by) for place in range(len(facts.articles)))

    def sketch(self, name: str, facts: DossierFacts, place: int, make: MakeSketch, by: object = "") -> Any:
        """Return what `make` makes of the article at one place, as JSON has it."""
        self._tell(f"reading {_called(name)}", place, len(facts.articles))

        def made() -> str:
            article = facts.articles[place]
            # One reading of the article does for all.
            makers = self._together.get(name, {name: make})
            for other, make_other in makers.items():
                if other != name:
                    self._text(other, facts, place, by, lambda make=make_other: _written(make(article)))  # type: ignore[misc]
            return _written(makers[name](article))

        text = self._text(name, facts, place, by, made)
        if self._adding and self._new > _HELD:
            self._add()
        return json.loads(text)

    def _text(self, name: str, facts: DossierFacts, place: int, by: object, make: Callable[[], str]) -> str:
        if self._kept is None:
            return self.texts(name).get(facts.key(place) + str(by), make)

        def made() -> str:
            text = make()
            self._new += len(text)
            return text

        if name not in self.sketches_by_name:
            self.sketches_by_name[name] = SketchTexts(name, self._kept)
        return self.sketches_by_name[name].get(place, facts, str(by), made)

    def _add(self) -> None:
        """Keep the sketches made so far, and let go of them."""
        assert self._kept
        every = self.sketches_by_name.values()
        self._adding = self._kept.add({sketches.name: sketches.new for sketches in every})
        if self._adding:
            self._new = 0
            for sketches in every:
                sketches.let_go()

    def each(self, stage: str, items: Collection[T]) -> Iterator[T]:
        """Yield items that are worked on one by one, telling how many are done in this stage."""
        for done, item in enumerate(items):
            self._tell(stage, done, len(items))
            yield item

    def _tell(self, stage: str, done: int, total: int) -> None:
        if self.progress:
            self.progress(Progress(stage, done, total))

    def together(self, makers: Mapping[str, MakeSketch]) -> None:
        """Have these sketches made of an article whenever one of them is wanted."""
        self._together.update(dict.fromkeys(makers, makers))


def _called(name: str) -> str:
    return _CALLED[name.partition(" ")[0]]


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def digest(*values: object) -> str:
    """Return a key for values that are told apart by how they are written."""
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def mark(*values: object) -> int:
    """Return a key as a number of 63 bits, which two different things share once in a million million dossiers."""
    return int(digest(*values)[:16], 16) >> 1
