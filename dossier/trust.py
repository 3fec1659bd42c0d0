"""Paths of a configuration that lead outside its folder need their user's consent, once for each folder.

A folder of articles may be a stranger's, and so may its config.yaml: without consent nothing outside it is read or
written. The consent is kept in the user's state folder, for exactly the paths that were shown.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dossier.config import BESIDE, Config, ConfigError
from dossier.files import atomic
from dossier.files.folders import make_private_folder
from dossier.files.store_address import LOCAL, parse
from dossier.files.text_file import read_bounded
from dossier.text.visible import one_line, path_text

_NAME = "trusted.json"


class TrustError(ConfigError):
    """A path leads outside the folder and its user has not agreed to it."""


@dataclass(frozen=True, slots=True)
class OutsidePath:
    """A path of the configuration that leads outside its folder; `path` is where it leads, links followed.

    Of a store on other machines `address` says where it is.
    """

    key: str
    path: Path
    address: str = ""

    def __str__(self) -> str:
        """Return it as the question shows it."""
        return one_line(f"{self.key}: {self.address or path_text(str(self.path))}")


def outside(config: Config, *, named: bool) -> tuple[OutsidePath, ...]:
    """Return the paths that lead outside the folder of a configuration.

    Who has `named` the configuration outright, with `--config`, has named its sources: they may be anywhere.
    """
    base = Path(os.path.realpath(config.base))
    made = config.file is None  # the index stands in the user's own cache folder
    paths = [("notebook", config.notebook), ("entities", config.entities)]
    paths += [] if made else [("index", config.index)]
    paths += [] if named else [("sources", source) for source in config.sources]
    paths += [(name, config.beside(name)) for name in BESIDE]
    real = [OutsidePath(key, Path(os.path.realpath(path))) for key, path in paths]
    beside = {one.path.parent for one in real if one.key == "notebook"}
    leading = [
        one for one in real
        if not one.path.is_relative_to(base) and not (one.key in BESIDE and one.path.parent in beside)
    ]  # fmt: skip
    address = None if config.store == LOCAL else parse(config.store)
    # The articles are sent there, and what is shown comes from there.
    elsewhere = [OutsidePath("store", Path(), str(address))] if address and not address.here else []
    return (*leading, *elsewhere)


def ensure_trusted(
    config: Config, *, named: bool, trust: bool = False, ask: Callable[[tuple[OutsidePath, ...]], bool] | None = None
) -> Config:
    """Return the configuration where nothing leads outside its folder, or its user agrees.

    `trust` agrees, `ask` is asked otherwise, and the answer is kept. Raises TrustError where the user does not agree.
    """
    paths = outside(config, named=named)
    if not paths or {str(one) for one in paths} <= _agreed(config):
        return config
    if not (trust or (ask is not None and ask(paths))):
        place = one_line(path_text(str(config.file or config.base)))
        raise TrustError(
            f"{place} leads outside its folder ({', '.join(map(str, paths))}); if you trust it, add --trust once."
        )
    _agree(config, paths)
    return config


def _agreed(config: Config) -> set[str]:
    """Return what was agreed to; nothing where the file is not this user's own."""
    try:
        version = read_bounded(config.state / _NAME)
        if version.status is None or (hasattr(os, "getuid") and version.status.st_uid != os.getuid()):
            return set()
        values = json.loads(version.data)
    except (OSError, ValueError, RecursionError):
        return set()
    return {value for value in values if isinstance(value, str)} if isinstance(values, list) else set()


def _agree(config: Config, paths: tuple[OutsidePath, ...]) -> None:
    agreed = sorted({str(one) for one in paths} | _agreed(config))
    with contextlib.suppress(OSError):  # where it cannot be kept, it is asked again
        make_private_folder(config.state)
        atomic.write(config.state / _NAME, json.dumps(agreed, indent=1).encode(), mode=0o600)
