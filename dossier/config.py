"""config.yaml → Config: where the articles, the index and the notebook are.

A configuration is found in three ways: named outright, found in a folder or its parents, or made up
for a folder that has none. Everything the user wrote is checked here, with the line it stands on, so
that no other module meets a path or a type it did not expect.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from dossier.files import yaml_depth
from dossier.model import DossierError
from dossier.text.visible import one_line, path_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FILE_NAME = "config.yaml"
_LARGEST = 1_000_000  # bytes; a configuration is a page of text


class ConfigError(DossierError):
    """The configuration cannot be used; the message names file, line and key."""


@dataclass(frozen=True, slots=True)
class Config:
    """A checked configuration. Every path is absolute.

    `file` is None for a folder opened as it is. `base` is the folder that relative paths start from. `state`
    is the user's own folder for this dossier (history, window, index token), outside the dossier, so that
    sharing the dossier shares none of it.
    """

    file: Path | None
    base: Path
    sources: tuple[Path, ...]
    index: Path
    notebook: Path
    entities: Path
    state: Path
    store: str = "local"
    outlets: dict[str, str] = field(default_factory=dict)
    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    outside: frozenset[Path] = frozenset()
    """Sources that the user gave as absolute paths: their articles are shown so."""

    def shown(self, path: Path) -> str:
        """Write a path as the notebook and lists do: POSIX, relative to `base` unless its source was given absolute."""
        if any(path.is_relative_to(source) for source in self.outside) and not path.is_relative_to(self.base):
            return path_text(path.as_posix())
        return path_text(Path(os.path.relpath(path, self.base)).as_posix())

    def arguments(self) -> list[str]:
        """Give the command-line words that open this same dossier in another process."""
        return ["--config", str(self.file)] if self.file else [str(self.base)]


TEMPLATE = """\
# A dossier: articles about one story. `dossier` in this folder opens it.
sources: [{source}]          # files and folders with the articles, relative to this file
index: index              # built from the sources; safe to delete
notebook: notebook.yaml   # your bookmarked quotes
# outlets:                # path pattern -> outlet name, where articles don't say
#   "wire/*": Northern Wire
# entities: entities.yaml # your corrections of names: merge, keep apart, rename, retype, ignore
# theme: dossier-dark     # or dossier-light; without it the terminal's background decides
# keys:                   # action -> key; `dossier` lists the actions under ?
#   bookmark: m
"""


def load(config: Path | str | None = None, folder: Path | str | None = None) -> Config:
    """Find and check a configuration.

    `config` names the file. Otherwise it is looked for in `folder` (default: the current one) and its parents;
    a folder without one is opened as it is, with its index in the user's cache. Raises ConfigError.
    """
    if config is not None:
        file = Path(config).expanduser()
        if file.is_dir():
            file = file / FILE_NAME
        return _from_file(file.absolute())
    place = Path(folder if folder is not None else ".").expanduser().absolute()
    if not place.is_dir():
        what = "is a file; name the folder it is in" if place.exists() else "does not exist"
        raise ConfigError(f"{_show(place)} {what}.")
    for parent in (place, *place.parents):
        file = parent / FILE_NAME
        # In a folder above, a config.yaml is as likely another program's: it must at least name sources.
        if file.is_file() and (parent == place or _names_sources(file)):
            return _from_file(file)
    return _as_it_is(place)


def _as_it_is(folder: Path) -> Config:
    import platformdirs

    folder = folder.resolve()
    return Config(
        file=None,
        base=folder,
        sources=(folder,),
        index=Path(platformdirs.user_cache_dir("dossier", appauthor=False)) / _slug(folder),
        notebook=folder / "notebook.yaml",
        entities=folder / "entities.yaml",
        state=_state(folder),
    )


def _from_file(file: Path) -> Config:
    file = file.parent.resolve() / file.name
    values = _Reader(file).values()
    base = file.parent
    sources: list[Path] = []
    outside: list[Path] = []
    for line, source in values.sources:
        path = Path(os.path.normpath(base / Path(source).expanduser()))
        if not path.exists():
            raise ConfigError(f"{_show(file)}, line {line}: the source {source!r} does not exist.")
        sources.append(path)
        if Path(source).expanduser().is_absolute():
            outside.append(path)
    return Config(
        file=file,
        base=base,
        sources=tuple(dict.fromkeys(sources)),
        index=_below(base, values.texts.get("index", "index")),
        notebook=_below(base, values.texts.get("notebook", "notebook.yaml")),
        entities=_below(base, values.texts.get("entities", "entities.yaml")),
        state=_state(file),
        store=values.texts.get("store", "local"),
        outlets=values.tables.get("outlets", {}),
        theme=values.texts.get("theme"),
        keys=values.tables.get("keys", {}),
        outside=frozenset(outside),
    )


def _below(base: Path, value: str) -> Path:
    return Path(os.path.normpath(base / Path(value).expanduser()))


def _state(place: Path) -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("dossier", appauthor=False)) / _slug(place)


def _slug(place: Path) -> str:
    """Name a folder of ours after a place: readable, and different for each place."""
    name = re.sub(r"[^\w.-]+", "-", place.name or "root")[:40]
    if place.name == FILE_NAME:
        name = re.sub(r"[^\w.-]+", "-", place.parent.name or "root")[:40]
    return f"{name}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:12]}"


def _show(path: Path) -> str:
    return one_line(str(path))


@dataclass(slots=True)
class _Values:
    sources: list[tuple[int, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, dict[str, str]] = field(default_factory=dict)


_TEXTS = ("index", "notebook", "store", "entities", "theme")
_TABLES = ("outlets", "keys")
_KEYS = ("sources", *_TEXTS, *_TABLES)


def _compose(file: Path) -> yaml.Node | None:
    """Parse without building objects: nodes know their lines, and aliases are never expanded."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{_show(file)} cannot be read: {error.strerror or error}.") from error
    if len(data) > _LARGEST:
        raise ConfigError(f"{_show(file)} is larger than a configuration can be (1 MB).")
    try:
        node: yaml.Node | None = yaml_depth.compose(data)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{_show(file)}, line {line}: not valid YAML: {error.problem}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{_show(file)} is not valid YAML: {one_line(str(error))[:200]}.") from error
    return node


def _names_sources(file: Path) -> bool:
    try:
        node = _compose(file)
    except ConfigError:
        return False
    return isinstance(node, yaml.MappingNode) and any(key.value == "sources" for key, _ in node.value)


class _Reader:
    """Reads one file, and knows how to say where something is wrong in it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def values(self) -> _Values:
        out = _Values()
        seen: set[str] = set()
        for key, value in self._pairs(_compose(self.file)):
            name = self._text(key, "a key")
            if name in seen:
                raise self._error(key, f"{name!r} stands here a second time; keep one")
            seen.add(name)
            if name == "sources":
                out.sources = [(item.start_mark.line + 1, self._text(item, "a source")) for item in self._list(value)]
            elif name in _TEXTS:
                out.texts[name] = self._text(value, f"{name!r}")
            elif name in _TABLES:
                out.tables[name] = {
                    self._text(left, f"a key of {name!r}"): self._text(right, f"{name}: {left.value}")
                    for left, right in self._pairs(value, name)
                }
            else:
                raise self._error(key, f"unknown key {name!r}{_nearest(name)}")
            if name == "store" and out.texts["store"] != "local":
                raise self._error(value, "this version keeps its index in files only; write 'store: local'")
        if not out.sources:
            raise ConfigError(
                f"{_show(self.file)} names no sources; add a line such as 'sources: [articles]' with the folder "
                "that holds the articles."
            )
        return out

    def _pairs(self, node: yaml.Node | None, name: str | None = None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value in {"", "~", "null"}):
            return
        if not isinstance(node, yaml.MappingNode):
            what = f"{name!r}" if name else "the file"
            raise self._error(node, f"{what} must be a list of 'key: value' lines")
        yield from node.value

    def _list(self, node: yaml.Node) -> Sequence[yaml.Node]:
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        return [node]

    def _text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._error(node, f"{what} must be text")
        if not node.value.strip() or node.tag == "tag:yaml.org,2002:null":
            raise self._error(node, f"{what} is empty")
        if "\0" in node.value:
            raise self._error(node, f"{what} holds a NUL character")
        return str(node.value)

    def _error(self, node: yaml.Node, problem: str) -> ConfigError:
        return ConfigError(f"{_show(self.file)}, line {node.start_mark.line + 1}: {one_line(problem)}.")


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, _KEYS, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; the keys are {', '.join(_KEYS)}"
