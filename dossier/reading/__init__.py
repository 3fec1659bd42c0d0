"""Files become articles: sources, decoding, zones, metadata, passages.

A file goes in, an `Article` comes out, or the reason why it is not one. Read `reader` first, then `text/plain` or
`web/html`.
"""

from dossier.reading.formats.registry import is_plain
from dossier.reading.outcome.errors import ReadError
from dossier.reading.reader import LARGEST, read
from dossier.reading.sources import Source, sources

__all__ = ["LARGEST", "ReadError", "Source", "is_plain", "read", "sources"]
