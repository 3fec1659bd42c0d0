"""Claims of drafts that their writer stands by whatever the articles say: `accepted.yaml` beside the notebook.

A claim is known by its words, its kind and its surroundings, so that it is found again when the draft is edited
elsewhere. It is accepted with one status: where the articles say something else of it later, it counts again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from dossier.files.yaml_records import Record, RecordsFile
from dossier.model import CheckedClaim, DossierError

_FORM = "Expected a list of claims, each with claim, kind, status, before, after and note."
_HEADING = (
    "# Claims of drafts that you accept as they are. Comments are yours; the program changes only its own entries.\n"
)
_AROUND = 30  # code points on each side by which a claim is known again
_FIELDS = ("claim", "kind", "status", "before", "after")


class AcceptedError(DossierError):
    """The file of accepted claims cannot be used or changed; the message names file and line."""


class Accepted:
    """Accepted claims in a file, which programs may use at once; a missing file is an empty one."""

    def __init__(self, path: Path) -> None:
        self._file = RecordsFile(path, AcceptedError, _FORM, _HEADING)

    def marked(self, text: str, claims: Sequence[CheckedClaim]) -> list[CheckedClaim]:
        """Return the claims of a draft, with the note of those that are accepted. Raises AcceptedError."""
        found = dict(_matches(text, claims, self._read()))
        return [
            dataclasses.replace(claim, accepted=found[at].values.get("note") or "") if at in found else claim
            for at, claim in enumerate(claims)
        ]

    def accept(self, text: str, claim: CheckedClaim, note: str | None) -> None:
        """Accept a claim of a draft with a note, in place of an earlier one; with None, accept it no longer.

        `claim` is as `marked` returned it. Raises AcceptedError.
        """
        records = self._read()
        before = [
            one for _, one in _matches(text, [claim], records) if (one.values.get("note") or "") == claim.accepted
        ]
        if before:
            self._file.remove(records.index(before[0]))
        if note is not None:
            self._file.add({**_known_by(text, claim), "note": " ".join(note.split())})

    def _read(self) -> list[Record]:
        records = self._file.read()
        for record in records:
            if not record.values.keys() >= set(_FIELDS):
                raise self._file.file.error(_FORM, record.line)
        return records


def _known_by(text: str, claim: CheckedClaim) -> dict[str, str | None]:
    """Return what a claim is known by: white space does not count."""
    return {
        "claim": _plain(claim.text),
        "kind": claim.kind,
        "status": claim.status,
        "before": _plain(text[: claim.start][-_AROUND:]),
        "after": _plain(text[claim.end :][:_AROUND]),
    }


def _matches(text: str, claims: Sequence[CheckedClaim], records: Sequence[Record]) -> Iterator[tuple[int, Record]]:
    """Yield which claim, by its place in the list, each record accepts: the one between the same words.

    Where there is none, it is the only one that has the same words before it, or behind it.
    """
    known = [_known_by(text, claim) for claim in claims]
    for record in records:
        same = [at for at, one in enumerate(known) if all(_said(record, key) == one[key] for key in _FIELDS[:3])]
        sides = [[_said(record, key) == known[at][key] for key in _FIELDS[3:]] for at in same]
        between = [at for at, both in zip(same, sides, strict=True) if all(both)]
        beside = [at for at, both in zip(same, sides, strict=True) if any(both)]
        if between or len(beside) == 1:
            yield (between or beside)[0], record


def _said(record: Record, key: str) -> str:
    return record.values[key] or ""


def _plain(text: str) -> str:
    return " ".join(text.split())
