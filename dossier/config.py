"""config.yaml → Config: where the articles, the index and the notebook are.

A configuration is found in three ways: named outright, found in a folder or its parents, or made up
for a folder that has none. Everything the user wrote is checked here, with the line it stands on, so
that no other module meets a path or a type it did not expect.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier.files import store_address
from dossier.files.text_file import TextFile
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.model import DossierError
from dossier.text.visible import one_line, path_text

FILE_NAME = "config.yaml"
_LONGEST_NAME, _LONGEST_PATH = 255, 4000  # bytes, code points


class ConfigError(DossierError):
    """The configuration cannot be used; the message names file, line and key."""


BESIDE = ("corrections.yaml", "searches.yaml", "findings.yaml", "accepted.yaml", "tags.yaml", "versions")
"""What stands beside the notebook."""


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
    tour: bool = False
    """Whether the first start shows the tour of the app."""
    outside: frozenset[Path] = frozenset()
    """Sources that the user gave as absolute paths: their articles are shown so."""

    def beside(self, name: str) -> Path:
        """Return a file or folder beside the notebook, one of BESIDE: what the user says of the dossier."""
        return self.notebook.with_name(name)

    @property
    def versions(self) -> Path:
        """The folder of the earlier versions of articles."""
        return self.beside("versions")

    def shown(self, path: Path) -> str:
        """Return a path as notebook and lists have it: POSIX, relative to `base` unless its source was absolute."""
        if any(path.is_relative_to(source) for source in self.outside) and not path.is_relative_to(self.base):
            return path_text(path.as_posix())
        return path_text(Path(os.path.relpath(path, self.base)).as_posix())

    def arguments(self) -> list[str]:
        """Return the command-line words that open this same dossier in another process."""
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
    """Return the configuration that is found, checked.

    `config` names the file. Otherwise it is looked for in `folder` (default: the current one) and its parents;
    a folder without one is opened as it is, with its index in the user's cache. Raises ConfigError.
    """
    if config is not None:
        file = absolute(config)
        if file.is_dir():
            file = file / FILE_NAME
        return _from_file(file)
    place = absolute(folder if folder is not None else ".")
    if not place.is_dir():
        what = "is a file; name the folder it is in" if place.exists() else "does not exist"
        raise ConfigError(f"{_show(place)} {what}.")
    for parent in (place, *place.parents):
        file = parent / FILE_NAME
        # In a folder above, a config.yaml is as likely another program's: it must at least name sources.
        if file.is_file() and (parent == place or _names_sources(file)):
            return _from_file(file)
    return _as_it_is(place)


def at_store(config: Config, store: str) -> Config:
    """Return a configuration with another store, `local` or an address. Raises ConfigError where it is none."""
    if store != store_address.LOCAL:
        try:
            store_address.parse(store)
        except ValueError as error:
            raise ConfigError(f"The store {error}.") from None
    return replace(config, store=store)


def absolute(path: Path | str) -> Path:
    """Return where a path that the user named leads. Raises ConfigError where it can lead nowhere."""
    shown = _short(_show(Path(path)))
    try:
        place = Path(path).expanduser().absolute()
        place.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not Path(path).is_absolute() and not _here():
            raise ConfigError("The current folder no longer exists; change to another one.") from None
        return Path(path).expanduser().absolute()
    except RuntimeError:
        raise ConfigError(f"{shown} begins with “~” and no user’s name; write the whole path.") from None
    except ValueError:
        raise ConfigError(f"{shown} holds a character that no file name can.") from None
    except OSError as error:
        raise ConfigError(f"{shown} cannot be used: {error.strerror or error}.") from None
    return place


def _here() -> bool:
    try:
        return Path.cwd().exists()
    except OSError:
        return False


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
    reader = _Reader(file)
    values = reader.values()
    base = file.parent
    sources: list[Path] = []
    outside: list[Path] = []
    for node, source in values.sources:
        path = _below(base, source)
        reader.existing(node, source, path)
        sources.append(path)
        if Path(source).is_absolute():
            outside.append(path)
    return Config(
        file=file,
        base=base,
        sources=tuple(dict.fromkeys(sources)),
        index=_below(base, values.paths.get("index", "index")),
        notebook=_below(base, values.paths.get("notebook", "notebook.yaml")),
        entities=_below(base, values.paths.get("entities", "entities.yaml")),
        state=_state(file),
        store=values.texts.get("store", "local"),
        outlets=values.tables.get("outlets", {}),
        theme=values.texts.get("theme"),
        keys=values.tables.get("keys", {}),
        tour=values.texts.get("tour") == "true",
        outside=frozenset(outside),
    )


def _below(base: Path, value: str) -> Path:
    return Path(os.path.normpath(base / value))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _state(place: Path) -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("dossier", appauthor=False)) / _slug(place)


def _slug(place: Path) -> str:
    """Return a name for a folder of ours after a place: readable, and different for each place."""
    name = re.sub(r"[^\w.-]+", "-", place.name or "root")[:40]
    if place.name == FILE_NAME:
        name = re.sub(r"[^\w.-]+", "-", place.parent.name or "root")[:40]
    return f"{name}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:12]}"


def _show(path: Path) -> str:
    return one_line(str(path))


@dataclass(slots=True)
class _Values:
    sources: list[tuple[Node, str]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, dict[str, str]] = field(default_factory=dict)


_PATHS = ("index", "notebook", "entities")
_TEXTS = ("store", "theme", "tour")
_TABLES = ("outlets", "keys")
_KEYS = ("sources", *_PATHS, *_TEXTS, *_TABLES)


def _tree(file: Path) -> Node | None:
    """Return the file as a tree that knows its lines; aliases are never expanded."""
    text = TextFile(file, ConfigError).read()
    if text is None:
        raise ConfigError(f"{_show(file)} cannot be read: it does not exist.")
    try:
        return parse(text.removeprefix("\ufeff"))
    except TreeError as error:
        raise ConfigError(f"{_show(file)}, line {error.line + 1}: {error.sentence}") from error


def _names_sources(file: Path) -> bool:
    try:
        root = _tree(file)
    except ConfigError:
        return False
    return root is not None and any(key.scalar == "sources" for key, _ in root.members)


class _Reader:
    """Reads one file, and knows how to say where something is wrong in it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def values(self) -> _Values:
        """Return what the file says. Raises ConfigError with the place of what is wrong."""
        out = _Values()
        seen: set[str] = set()
        for key, value in self._pairs(_tree(self.file)):
            name = self._text(key, "a key")
            if name in seen:
                raise self._error(key, f"{name!r} stands here a second time; keep one")
            seen.add(name)
            self._read(out, name, key, value)
        if not out.sources:
            raise ConfigError(
                f"{_show(self.file)} names no sources; add a line such as 'sources: [articles]' with the folder "
                "that holds the articles."
            )
        return out

    def _read(self, out: _Values, name: str, key: Node, value: Node) -> None:
        if name == "sources":
            items = value.items if value.kind == "list" else [value]
            out.sources = [(item, self._path(item, "a source")) for item in items]
        elif name in _PATHS:
            out.paths[name] = self._path(value, f"{name!r}")
        elif name in _TEXTS:
            out.texts[name] = self._text(value, f"{name!r}")
            self._ensure_known(name, out.texts[name], value)
        elif name in _TABLES:
            out.tables[name] = {
                self._text(left, f"a key of {name!r}"): self._text(right, f"{name}: {left.scalar}")
                for left, right in self._pairs(value, name)
            }
        else:
            raise self._error(key, f"unknown key {name!r}{_nearest(name)}")

    def _ensure_known(self, name: str, text: str, value: Node) -> None:
        """Raise ConfigError where a text is none of those that its key takes."""
        if name == "store" and text != store_address.LOCAL:
            try:
                store_address.parse(text)
            except ValueError as error:
                raise self._error(value, f"the store {error}") from None
        if name == "tour" and text not in ("true", "false"):
            raise self._error(value, "'tour' is true or false")

    def existing(self, node: Node, source: str, path: Path) -> None:
        """Raise ConfigError where a source does not exist or cannot be looked at."""
        try:
            path.stat()
        except FileNotFoundError:
            raise self._error(node, f"the source {source!r} does not exist") from None
        except OSError as error:
            raise self._error(node, f"the source {_short(source)!r} cannot be used: {error.strerror}") from None

    def _pairs(self, node: Node | None, name: str | None = None) -> list[tuple[Node, Node]]:
        if node is None or (node.kind == "scalar" and node.scalar is None):
            return []
        if node.kind != "mapping":
            what = f"{name!r}" if name else "the file"
            raise self._error(node, f"{what} must be a list of 'key: value' lines")
        return node.members

    def _text(self, node: Node, what: str) -> str:
        if node.kind != "scalar":
            raise self._error(node, f"{what} must be text")
        if node.scalar is None or not node.scalar.strip():
            raise self._error(node, f"{what} is empty")
        if "\0" in node.scalar:
            raise self._error(node, f"{what} holds a NUL character")
        return node.scalar

    def _path(self, node: Node, what: str) -> str:
        """Return a value that names a file or folder, `~` in it resolved; says what is wrong with it by its line."""
        text = self._text(node, what)
        try:
            path = str(Path(text).expanduser())
            os.fsencode(path)
        except RuntimeError:
            raise self._error(node, f"{what} begins with “~” and no user’s name; write the whole path") from None
        except UnicodeEncodeError:
            raise self._error(node, f"{what} holds half a character, which no file name can; type it again") from None
        if any(len(os.fsencode(part)) > _LONGEST_NAME for part in path.split("/")) or len(path) > _LONGEST_PATH:
            raise self._error(node, f"{what} is too long for a file name; write a shorter one")
        return path

    def _error(self, node: Node, problem: str) -> ConfigError:
        return ConfigError(f"{_show(self.file)}, line {node.line + 1}: {one_line(problem)}.")


def _nearest(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, _KEYS, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; the keys are {', '.join(_KEYS)}"
