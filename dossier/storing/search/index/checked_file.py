"""A file that is written with checksums, and bytes laid out in arrays."""

from __future__ import annotations

import zlib
from typing import BinaryIO

import numpy as np

from dossier.storing.search.index import w3_layout as w3
from dossier.storing.search.index.postings import Array


class CheckedFile:
    """A file that is written from front to back, with a checksum for every so many bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.at = 0
        self.checks: list[int] = []
        self._check = 0
        self._first = bytearray()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write behind what was written."""
        if len(self._first) < w3.CHECKED:
            self._first += data[: w3.CHECKED - len(self._first)]
        self._file.write(data)
        view = memoryview(data)
        while view:
            room = w3.CHECKED - self.at % w3.CHECKED
            part = view[:room]
            self._check = zlib.crc32(part, self._check)
            self.at += len(part)
            view = view[room:]
            if self.at % w3.CHECKED == 0:
                self.checks.append(self._check)
                self._check = 0

    def finish(self, head: bytes) -> None:
        """Put other bytes at the beginning, and close the last checksum."""
        if self.at % w3.CHECKED:
            self.checks.append(self._check)
        self._first[: len(head)] = head
        self.checks[0] = zlib.crc32(self._first)
        self._file.seek(0)
        self._file.write(head)
        self._file.seek(self.at)


def put_rows(buffer: Array, at: Array, rows: Array) -> None:
    """Put rows of bytes, all of one width, at these places."""
    width = rows.dtype.itemsize * (rows.shape[1] if rows.ndim == 2 else 1)
    if len(at):
        every = np.ndarray((len(buffer) - width + 1,), f"V{width}", buffer.data, strides=(1,))
        every[at] = np.ascontiguousarray(rows).view(f"V{width}").reshape(-1)
