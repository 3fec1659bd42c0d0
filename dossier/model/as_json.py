"""Answers as what JSON can hold."""

from __future__ import annotations

import dataclasses
import json
from typing import Any


def to_json(value: Any) -> Any:
    """Return model objects as `--json` prints them: dicts and lists of plain values, keys as in docs/reference."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [f for f in dataclasses.fields(value) if not f.name.startswith("_")]
        wanted = [f for f in fields if not f.metadata.get("optional") or getattr(value, f.name) is not None]
        return {f.name.rstrip("_"): to_json(getattr(value, f.name)) for f in wanted}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


def as_line(value: Any) -> str:
    """Return all fields of a model object as a line of JSON, to be kept by the program itself."""
    return json.dumps(
        {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}, ensure_ascii=False
    )
