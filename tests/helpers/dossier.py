"""A dossier in a folder of a test."""

from __future__ import annotations

from dossier.config import Config


def config_in(folder) -> Config:
    return Config(
        file=None,
        base=folder,
        sources=(folder / "articles",),
        index=folder / "index",
        notebook=folder / "notebook.yaml",
        entities=folder / "entities.yaml",
        state=folder / "state",
    )
