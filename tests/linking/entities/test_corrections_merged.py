"""Two people's corrections merge in git."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from dossier.linking.entities.corrections import load_corrections
from dossier.linking.entities.corrections_file import CorrectionsFile
from dossier.model import Correction

BEFORE = Correction("merge", ("Ana Diaz", "A. Diaz"))
MINE = Correction("merge", ("Port", "The Port"))
RENAMED = Correction("rename", ("Bo Lin",), "Bo Linn")
RETYPED = Correction("rename", ("Al Ray",), "Al Rey")


@pytest.mark.parametrize(
    ("one", "other"), [(MINE, RENAMED), (MINE, Correction("merge", ("Quay", "The Quay"))), (RENAMED, RETYPED)]
)
def test_two_peoples_corrections_merge(tmp_path, one, other):
    base = tmp_path / "base.yaml"
    CorrectionsFile(base).add(BEFORE)
    for name, correction in (("one.yaml", one), ("other.yaml", other)):
        shutil.copy(base, tmp_path / name)
        CorrectionsFile(tmp_path / name).add(correction)
    # What git does with `entities.yaml merge=union` in .gitattributes.
    subprocess.run(["git", "merge-file", "--union", "one.yaml", "base.yaml", "other.yaml"], cwd=tmp_path, check=True)
    merged = load_corrections(tmp_path / "one.yaml")
    assert set(merged.merge) == {one_.names for one_ in (BEFORE, one, other) if one_.kind == "merge"}
    assert set(merged.rename) == {(*one_.names, one_.to) for one_ in (one, other) if one_.kind == "rename"}
