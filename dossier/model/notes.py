"""Notes, and whether they still stand."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from dossier.model.places import Link

NoteStatus = Literal["exact", "moved", "changed", "ambiguous", "orphan"]


@dataclass(frozen=True, slots=True)
class Note:
    """A bookmarked quote as the notebook holds it. `start`/`end` are from its position selector.

    Both are 0 where it was written by hand and its place is not known. `page` is the page of a PDF on which it begins,
    from 1; None, and in no output, where there are no pages.
    """

    id: str
    quote: str
    article: str
    start: int
    end: int
    speaker: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    tags: tuple[str, ...] = ()
    comment: str = ""
    created: str = ""
    sha256: str = ""
    prefix: str = ""
    suffix: str = ""
    twins: int = 0
    """Other places of the article with the same words, when it was noted."""
    page: int | None = dataclasses.field(default=None, metadata={"optional": True})

    @property
    def placed(self) -> bool:
        """Whether it says where its quote stands."""
        return self.start < self.end

    @property
    def link(self) -> str:
        """The link of its words, by the path of their article; that path alone where their place is not known."""
        return str(Link(self.article, self.start, self.end)) if self.placed else self.article


@dataclass(frozen=True, slots=True)
class NoteCheck:
    """Whether a note still stands where it was taken: what it quoted (`was`) and what stands there (`now`).

    `why` says what is different, "" where nothing is; `candidates` are links to where an orphan's words may stand.
    """

    id: str
    status: NoteStatus
    article: str
    start: int | None
    end: int | None
    was: str
    now: str | None
    why: str = ""
    candidates: tuple[str, ...] = ()
