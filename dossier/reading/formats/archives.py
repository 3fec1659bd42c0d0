"""Opens zip archives so that none can hurt: how many files, how large, how much larger than packed, all bounded."""

from __future__ import annotations

import zipfile
from io import BytesIO

from dossier.reading.outcome.errors import ReadError

MOST_FILES = 5_000
LARGEST_FILE = 32 * 1024 * 1024
LARGEST = 128 * 1024 * 1024
_RATIO = 200  # text packs to a tenth; a hundredth is a table of the same words, and more is a bomb


class Archive:
    """A zip archive whose directory has been checked; parts are read one at a time, and no more than they claim."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._parts = [info for info in self._zip.infolist() if not info.is_dir()]
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RecursionError, IndexError) as error:
            raise ReadError(f"Not a zip archive, or damaged ({error}).") from None
        if len(self._parts) > MOST_FILES:
            raise ReadError(f"It holds {len(self._parts):,} files; at most {MOST_FILES:,} are unpacked.")
        total = sum(info.file_size for info in self._parts)
        if total > LARGEST or total > _RATIO * max(len(data), 50_000):
            raise ReadError(f"It would unpack to {total / 1e6:,.0f} MB from {len(data) / 1e6:,.1f}: it is not opened.")

    @property
    def names(self) -> list[str]:
        """Return the names of the files inside, as they stand there."""
        return [info.filename for info in self._parts]

    def read(self, name: str) -> bytes | None:
        """Return a part's bytes, None where there is none of that name. Raises ReadError."""
        info = next((info for info in self._parts if info.filename == name), None)
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise ReadError("It is encrypted: save a copy without a password.")
        if info.file_size > LARGEST_FILE:
            raise ReadError(f"A file in it is too large ({info.file_size / 1e6:,.0f} MB).")
        try:
            with self._zip.open(info) as part:
                data = part.read(info.file_size + 1)
        except Exception as error:  # noqa: BLE001 - damaged parts raise whatever their decompressor does
            raise ReadError(f"It is damaged: {type(error).__name__} in one of its parts.") from None
        if len(data) != info.file_size:
            raise ReadError("It is damaged: a part of it is not as long as it says.")
        return data
