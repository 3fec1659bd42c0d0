"""Fixtures that all tests share: a home of their own, the sample dossier, the real articles where they stand."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_CLUSTERED = ROOT / "tests" / "opensearch"


_TESTS = ROOT / "tests"
_FIRST = ("tui", "storing", "structure", "cli")
_LONGEST = (
    "tui/test_tmux.py", "tui/screens/test_notebook.py", "storing/test_comparisons.py", "tui/test_random_keys.py",
    "tui/test_snapshots.py", "tui/test_tmux_tasks.py", "tui/test_app.py", "tui/screens/findings/test_compare.py",
)  # fmt: skip

# The machines that run this are shared: how long one example took says nothing of the program.
settings.register_profile("dossier", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dossier")


# Programs that tests start read the package compiled: without that each compiles 500 modules, a second or two a start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    """Those that need a server are asked for: `make test-opensearch`."""
    parser.addoption("--opensearch", action="store_true", help="run the tests that start an OpenSearch cluster")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave them out otherwise."""
    return True if collection_path == _CLUSTERED and not config.getoption("--opensearch") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files and folders: what runs last should be short, or a core waits for it.

    pytest-xdist begins with the files of most tests by itself, and so ends with the few tests that take longest:
    those in a real terminal, and the pictures of all screens.
    """
    items.sort(key=lambda item: _place(item.path.relative_to(_TESTS)))


def _place(file: Path) -> tuple[int, int]:
    name, folder = file.as_posix(), file.parts[0]
    longest = _LONGEST.index(name) if name in _LONGEST else len(_LONGEST)
    return longest, _FIRST.index(folder) if folder in _FIRST else len(_FIRST)


def pytest_collection_finish() -> None:
    """Leave what collecting the tests has loaded out of garbage collection, which went through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say so, where the whole suite was run."""
    if not config.getoption("--opensearch") and config.args == config.getini("testpaths"):
        terminalreporter.write_line(
            "Left out: tests/opensearch, which need Java and Maven; `make test-opensearch` runs them."
        )


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case after the beginning of its text: some texts are attacks of a million letters."""
    return f"{val[:40]!a}..{len(val)}" if isinstance(val, str | bytes) and len(val) > 60 else None


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of new folders; `mktemp` would list all that there are for each of thousands of tests."""
    parent = tmp_path_factory.mktemp("homes")
    return (parent / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def home(_homes, monkeypatch):
    """No test reads or writes the user's own state, cache or configuration."""
    folder = next(_homes)
    folder.mkdir()
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    for name in ("NO_COLOR", "COLORFGBG", "TMUX", "EDITOR", "VISUAL", "DOSSIER_SPACY"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def bound() -> Iterator[Path]:
    """Give a folder of one whom permissions bind: root, who may do anything, has the rights of `nobody` meanwhile."""
    folder, nobody = Path(tempfile.mkdtemp()), 65534
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.chown(folder, nobody, -1)
        os.seteuid(nobody)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


def _copy(articles: Path, folder: Path) -> Path:
    shutil.copytree(articles, folder / "seeds")
    (folder / "config.yaml").write_text("sources: [seeds]\nindex: index\nnotebook: notebook.yaml\n", encoding="utf-8")
    return folder / "config.yaml"


@pytest.fixture
def sample(tmp_path):
    """The configuration of a copy of the sample dossier (`seeds/`), not yet indexed."""
    return _copy(ROOT / "seeds", tmp_path)


@pytest.fixture(params=["seeds", "shared"])
def both(request, tmp_path):
    """The configuration of a copy of the sample and, where they stand beside the project, of the real articles."""
    articles = ROOT / "seeds" if request.param == "seeds" else SHARED / "seeds"
    if not articles.is_dir():
        pytest.skip("the real articles are not beside the project")
    return _copy(articles, tmp_path)
