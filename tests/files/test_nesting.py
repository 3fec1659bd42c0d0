"""Nested brackets: everything that reads YAML says that they are too deep, however little stack is left."""

import inspect
import threading

import pytest
import yaml

from dossier import config
from dossier.files import yaml_tree
from dossier.linking.entities.corrections import CorrectionsError, load_corrections
from dossier.model import DossierError
from dossier.notebook import Notebook, saved_searches
from dossier.reading.text.markdown import read_markdown

DEEP = {
    "brackets": "[" * 100_000,
    "closed": "[" * 500 + "]" * 500,
    "dashes": "- " * 5_000,
    "braces": "{a: " * 5_000,
    "lines": "".join(f"\n{' ' * depth}a:" for depth in range(500)),
}
every_depth = pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())


@every_depth
@pytest.mark.parametrize("loader", [yaml_tree.FASTEST, yaml_tree.PythonLoader], ids=["fastest", "python"])
def test_depth_is_counted_before_anything_is_built(text, loader):
    with pytest.raises(yaml_tree.TooDeepError):
        list(yaml_tree.events(text, loader))
    with pytest.raises(yaml_tree.TreeError, match="nested too deeply"):
        yaml_tree.parse(text)


def test_what_people_write_is_not_too_deep():
    assert yaml_tree.parse("[" * yaml_tree.DEEPEST + "]" * yaml_tree.DEEPEST)
    side_by_side = "".join("- [[a], {b: c}]\n" for _ in range(yaml_tree.DEEPEST * 2))
    assert len(list(yaml_tree.events(side_by_side))) == len(list(yaml.parse(side_by_side)))


def _said(tmp_path, text: str) -> list[str]:
    """Give every file of this text to what reads it."""
    file = tmp_path / "some.yaml"
    file.write_text(text, encoding="utf-8")
    said = [
        *(problem.sentence for problem in Notebook(file).problems()),
        *read_markdown(f"---\na: {text}\n---\nx\n").remarks,
    ]
    for load, error in (
        (lambda: config.load(file), config.ConfigError), (lambda: load_corrections(file), CorrectionsError),
        (lambda: saved_searches.load(file), DossierError),
    ):  # fmt: skip
        with pytest.raises(error) as raised:
            load()
        said.append(str(raised.value))
    return said


def _deep_down(tmp_path, left: int) -> list[str]:
    """Ask with this many frames left of what Python allows."""
    import sys

    def down(frames: int) -> list[str]:
        return down(frames - 1) if frames > 0 else _said(tmp_path, "[" * 5_000)

    return down(sys.getrecursionlimit() - len(inspect.stack(0)) - left)


@pytest.mark.parametrize("left", [900, 250], ids=["at the top", "deep down"])
def test_every_reader_says_so_at_any_depth_of_the_stack(tmp_path, left):
    said = _deep_down(tmp_path, left)
    assert len(said) == 5
    assert sum("nested too deeply" in sentence for sentence in said) == 5, said


def test_every_reader_says_so_in_a_thread_with_little_stack(tmp_path):
    said: list[str] = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: said.extend(_said(tmp_path, "[" * 5_000)))
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert len(said) == 5
