"""What is published: the wheel holds the package whole, the source archive what builds and tests it, and no more."""

import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import dossier

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A wheel and a source archive, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True, capture_output=True
    )
    return folder


def test_the_wheel_holds_the_package_and_its_data(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        (metadata,) = (name for name in held if name.endswith(".dist-info/METADATA"))
        told = Parser().parsestr(archive.read(metadata).decode())
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dossier").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package <= held
    assert "dossier/py.typed" in held
    others = {name for name in held - package if ".dist-info/" not in name}
    assert {name.partition(".data/")[2] for name in others} == {"data/share/man/man1/dossier.1"}
    assert told["Version"] == dossier.__version__
    assert told["License-Expression"] == "MIT"
    assert any(name.endswith("/licenses/LICENSE") for name in held)


def test_the_source_archive_can_build_and_test_itself(built):
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "LICENSE", "README.md", "Makefile", "config.yaml", "docs/dossier.1"} <= held
    assert {"tests/conftest.py", "seeds/000_andean-courier.txt", "dossier/py.typed"} <= held
    assert not any(name.startswith((".git/", ".venv", "index/whoosh", "build/")) for name in held)
