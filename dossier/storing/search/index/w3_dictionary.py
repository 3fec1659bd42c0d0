"""Writes the dictionary of a segment in Whoosh's standard format from arrays: a hash file with its keys in order."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence

import numpy as np

from dossier.storing.search.index import w3_layout as w3
from dossier.storing.search.index.checked_file import CheckedFile, put_rows
from dossier.storing.search.index.postings import FORMS, Array, PostingLists


def write_dictionary(
    fields: dict[str, PostingLists], infos: dict[str, Array], out: CheckedFile
) -> tuple[dict[str, tuple[int, int, int, int]], str]:
    """Write the dictionary; return what the reader needs to know of it.

    That is for each field how many terms it has, and where, in the whole file, its records begin and end and its part
    of the list of records begins; and of which type the numbers in this list are.
    """
    began = out.at
    out.write(w3.HASH_HEAD)
    places, hashes, table = [], [], {}
    for number, name in enumerate(FORMS):
        if name not in fields:
            continue
        since = out.at
        field = w3.KEY.pack(number)
        keys = [field + term for term in fields[name].terms]
        records, starts = _records(keys, infos[name])
        hashes.append(np.fromiter(map(zlib.crc32, keys), np.uint32, len(keys)))
        places.append(starts + since - began)
        out.write(records)
        table[name] = (len(keys), since, out.at, sum(map(len, places[:-1])))
    record = np.concatenate(places) if places else np.zeros(0, np.int64)
    _write_hash_tables(np.concatenate(hashes) if hashes else np.zeros(0, np.uint32), record, out, began)
    kind, width = ("i", ">i4") if out.at - began < 1 << 31 else ("q", ">i8")
    numbers = {name: number for number, name in enumerate(FORMS)}
    extras = pickle.dumps({"fieldmap": numbers, "indextype": kind, "indexlen": len(record)}, 2)
    index = record.astype(width)
    out.write(extras)
    first = out.at
    out.write(index.tobytes() + (len(extras) + index.nbytes).to_bytes(4, "big"))
    told = {
        name: (count, since, until, first + index.itemsize * ordinal)
        for name, (count, since, until, ordinal) in table.items()
    }
    return told, width


def _records(keys: Sequence[bytes], infos: Array) -> tuple[bytearray, Array]:
    """Return the records of keys, one after the other, and where each begins."""
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    sizes = w3.RECORD.size + lengths + w3.TERM_INFO.itemsize
    starts = np.cumsum(sizes) - sizes
    out = bytearray(int(sizes.sum()))
    buffer = np.frombuffer(out, np.uint8)
    put_rows(buffer, starts, np.stack((lengths, np.full(len(keys), w3.TERM_INFO.itemsize)), axis=1).astype(">i4"))
    at = starts + w3.RECORD.size
    inside = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    buffer[np.repeat(at, lengths) + inside] = np.frombuffer(b"".join(keys), np.uint8)
    put_rows(buffer, at + lengths, infos)
    return out, starts


def _write_hash_tables(hashes: Array, records: Array, out: CheckedFile, began: int) -> None:
    """Write 256 tables of twice as many slots as they have entries, and where each begins."""
    table = (hashes & (w3.TABLES - 1)).astype(np.int64)
    entries = np.bincount(table, minlength=w3.TABLES)
    directory = np.zeros(w3.TABLES, w3.TABLE)
    first = 2 * (np.cumsum(entries) - entries)
    directory["start"], directory["slots"] = out.at - began + w3.SLOT.itemsize * first, 2 * entries
    slots = np.zeros(2 * len(hashes), w3.SLOT)
    wanted = (hashes >> 8).astype(np.int64) % np.maximum(2 * entries, 1)[table]
    _fill(slots, hashes, records, first[table], 2 * entries[table], wanted)
    out.write(slots.tobytes())
    out.write(directory.tobytes())


def _fill(slots: Array, hashes: Array, records: Array, first: Array, size: Array, wanted: Array) -> None:
    """Put entries into hash tables: each in the first free slot from its own on, around the end of its table."""
    order = np.argsort(first + wanted, kind="stable")
    steps = np.arange(len(order))
    at = np.maximum.accumulate((first + wanted)[order] - steps) + steps
    inside = at < (first + size)[order]
    slots["hash"][at[inside]], slots["record"][at[inside]] = hashes[order][inside], records[order][inside]
    for i in order[~inside].tolist():
        slot = int(wanted[i])
        while slots["record"][first[i] + slot]:
            slot = (slot + 1) % int(size[i])
        slots[int(first[i]) + slot] = hashes[i], records[i]
