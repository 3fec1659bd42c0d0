"""A dossier in a folder of a test."""

from __future__ import annotations

from dossier.config import Config

FIRST = "Mayor speaks\n\n2025-11-28\n\nThe mayor, Ana Sol, spoke in Arica on Friday. Sol said that Arica was calm.\n"
SECOND = "Mayor again\n\n2025-11-29\n\nThe mayor Anna Soll left Arica. Soll and Pedro Brum met in Tacna.\n"
"""Two articles that spell one name differently."""


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
