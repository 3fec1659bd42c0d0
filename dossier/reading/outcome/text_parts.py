"""What a format's reader returns for a text: everything of an Article that stands in the text itself."""

from __future__ import annotations

from typing import NamedTuple

from dossier.model import Passage, Zone


class TextParts(NamedTuple):
    """The zones and passages of a text, and what it says of itself; None where it does not say.

    `published` is an ISO day, `published_from` the part of the page it stands in, `remarks` sentences on what
    had to be guessed.
    """

    zones: tuple[Zone, ...]
    passages: tuple[Passage, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    language: str | None = None
    remarks: tuple[str, ...] = ()
