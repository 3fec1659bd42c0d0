"""Who or what names mean across the dossier, and corrections of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.model.extracted import EntityType

CorrectionKind = Literal["merge", "keep apart", "rename", "retype", "ignore"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling of an entity: how often it occurs, and in how many articles."""

    text: str
    count: int
    articles: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a name means across the dossier; `merged` says, a sentence each, why spellings were joined."""

    id: str
    type: EntityType
    name: str
    variants: tuple[Variant, ...] = ()
    roles: tuple[str, ...] = ()
    count: int = 0
    articles: int = 0
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A user's correction of a name, as `entities.yaml` holds it: one entry of the list of its kind.

    `names` are spellings as they stand in the articles, or entity ids: the names of one (`merge`) or of several
    (`keep apart`), else the one name that it is about; `to` is the new name or type (`rename`, `retype`).
    """

    kind: CorrectionKind
    names: tuple[str, ...]
    to: str = ""
