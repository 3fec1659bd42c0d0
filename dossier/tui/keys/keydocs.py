"""Writes the key table of the documentation: `python -m dossier.tui.keys.keydocs > docs/keys.md`."""

from __future__ import annotations

import sys

from dossier.tui.keys.actions import ACTIONS, Action
from dossier.tui.keys.keymap import shown

_HEAD = """\
# Keys

`?` in the app shows this list and does what you choose from it; `ctrl+p` finds anything by name. The last line of the
screen tells the keys of use where you are.

Every action has a key that French, German, Spanish and Nordic keyboards have without AltGr, and any key can be changed
under `keys` in `config.yaml`. `.` takes a number for the movement that follows: `.12j` goes twelve lines down. The app
needs a terminal that can be drawn on; for a screen reader `dossier --plain` answers line by line, in words. It is tried
on Linux; on macOS and Windows it has not been tried yet.

The mouse does what one expects: a click moves there, a second one on the same entry opens it; dragging over the text
selects (of several words whole ones), dragging a border makes a pane wider; the keys in the last line and the numbers
on the side panel's border can be clicked.

Change any of them in `config.yaml`, by the name of the action; several keys are separated by blanks:

```yaml
keys:
  bookmark: B
  next_hit: n f3
```

A key is the character itself, or one of `enter escape tab space backspace delete home end pageup pagedown up down left
right f1` to `f24`, with `ctrl+`, `alt+` or `shift+` before it. Two actions cannot share a key in one place.
"""
_PLACES = {
    "search": "in the search box",
    "narrowing": "while finding in the panel",
    "reader": "in the article",
    "selecting": "while selecting",
    "list": "in the lists of other screens",
    "notebook": "in the notebook",
    "compare": "in compare",
    "timeline": "in the timeline",
    "coverage": "in coverage",
    "draft": "in the draft",
    "news": "in the news",
    "versions": "in versions",
    "brief": "in a brief",
}


def document() -> str:
    """Return the page as Markdown."""
    groups: dict[str, list[Action]] = {}
    for action in ACTIONS:
        groups.setdefault(action.group, []).append(action)
    return _HEAD + "".join(f"\n## {group}\n\n{_table(actions)}" for group, actions in groups.items())


def _table(actions: list[Action]) -> str:
    lines = ["| key | does | action |", "|---|---|---|"]
    for action in actions:
        keys = " ".join(f"`{shown(key)}`".replace("|", "\\|") for key in action.keys)
        lines.append(f"| {keys} | {action.description}{_where(action)} | `{action.name}` |")
    return "\n".join(lines) + "\n"


def _where(action: Action) -> str:
    """Return where an action works, unless it works in every pane."""
    if {"results", "reader", "panel"} <= set(action.where):
        return ""
    places = [_PLACES[where] for where in action.where if where in _PLACES]
    return f" ({', '.join(places)})" if places else ""


if __name__ == "__main__":
    sys.stdout.write(document())
