"""Which key does what where: the table of actions with the user's own keys put in."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace

from dossier.model import DossierError
from dossier.tui.keys.actions import ACTIONS, PANES, Action, Where

_BELOW: dict[Where, tuple[Where, ...]] = {
    "selecting": ("selecting", "reader"),
    "notebook": ("notebook", "list"),
    "compare": ("compare", "list"),
    "timeline": ("timeline", "list"),
    "coverage": ("coverage", "list"),
    "parallel": ("parallel", "list"),
    "draft": ("draft", "list"),
    "news": ("news", "list"),
    "versions": ("versions", "list"),
    "brief": ("brief", "list"),
}
"""Where a key is looked up next when the nearer place has no use for it."""
_TOGETHER: dict[Where, tuple[Where, ...]] = {
    "reader": ("selecting",),
    "list": ("notebook", "compare", "timeline", "coverage", "parallel", "draft", "news", "versions", "brief"),
}

_NAMES: dict[Where, str] = {
    "results": "among the results", "reader": "in the article", "panel": "in the side panel",
    "selecting": "while selecting", "search": "in the search box", "narrowing": "while finding in the panel",
    "list": "in lists", "notebook": "in the notebook (o)", "compare": "in Compare (c)",
    "timeline": "in the timeline (t)", "coverage": "in Coverage (M)",
    "parallel": "with two articles side by side (P)", "draft": "in the draft (A)",
    "news": "in the news (*)", "versions": "in versions (V)", "brief": "in a brief (p)",
}  # fmt: skip
"""How a place is named in a sentence."""

_NAMED = (
    "space", "enter", "escape", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
_KEY = re.compile(r"(?:(?:ctrl|alt|shift)\+)*(?:\S|" + "|".join(_NAMED) + ")")
_SHOWN = {
    "escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "ctrl+left": "ctrl+←", "ctrl+right": "ctrl+→", "ctrl+up": "ctrl+↑", "ctrl+down": "ctrl+↓",
}  # fmt: skip


class KeysError(DossierError):
    """The keys in the configuration cannot be used; the message names the action."""


class Keymap:
    """The actions as they are bound for this user."""

    def __init__(self, keys: Mapping[str, str] | None = None) -> None:
        """Bind every action; `keys` are the user's, action to key or keys with blanks between. Raises KeysError."""
        own = {_known(name): _parse(name, text) for name, text in (keys or {}).items()}
        self.actions = tuple(replace(a, keys=own[a.name]) if a.name in own else a for a in ACTIONS)
        _refuse_clashes(self.actions, own)
        self._bound = {(where, key): a for a in self.actions for where in a.where for key in a.keys}

    def find(self, key: str, where: Where) -> Action | None:
        """Return the action of a key in a place."""
        for place in _BELOW.get(where, (where,)):
            if action := self._bound.get((place, key)):
                return action
        return None

    def elsewhere(self, key: str) -> str:
        """Return a sentence that says what a key without use here is for, or where all keys are listed."""
        action = next((a for a in self.actions if key in a.keys), None)
        if action is None:
            return f"{shown(key)} does nothing; {self.key('help')} lists all keys."
        return f"{shown(key)} ({action.title}) does nothing here; it works {self.places(action)}."

    def places(self, action: Action) -> str:
        """Return where an action works, two places at most: `in the article and in lists`."""
        panes = ["on the main screen"] if set(PANES) <= set(action.where) else []
        others = [_NAMES[where] for where in action.where if not panes or where not in PANES]
        return " and ".join(list(dict.fromkeys([*panes, *others]))[:2])

    def at(self, where: Where) -> list[Action]:
        """Return the actions whose first key works in a place, in the order of the table."""
        return [a for a in self.actions if a.keys and self.find(a.keys[0], where) is a]

    def works(self, action: Action, where: Where) -> bool:
        """Return whether an action can be done in a place."""
        return any(place in action.where for place in _BELOW.get(where, (where,)))

    def key(self, name: str) -> str:
        """Return the first key of an action as it is shown to people."""
        return next(shown(a.keys[0]) for a in self.actions if a.name == name)


def typed(key: str, character: str | None) -> str:
    """Return the name the table uses for a key press: the character itself where it is one that shows."""
    return character if character and character.isprintable() and character != " " else key


def shown(key: str) -> str:
    """Return a key as people know it: `esc`, `pgdn`, `↑`."""
    return _SHOWN.get(key, key)


def _known(name: str) -> str:
    names = [action.name for action in ACTIONS]
    normal = name.strip().lower().replace("-", "_")
    if normal in names:
        return normal
    near = difflib.get_close_matches(normal, names, n=1, cutoff=0)
    raise KeysError(f"keys: there is no action {name!r}; the nearest is {near[0]!r}. docs/keys.md and ? list them all.")


def _parse(name: str, text: str) -> tuple[str, ...]:
    keys = tuple(key if len(key) == 1 else key.lower() for key in str(text).split())
    for key in keys:
        if not _KEY.fullmatch(key):
            raise KeysError(
                f"keys: {name}: {key!r} is not a key; write the character itself or a name such as "
                "enter, space, pagedown, f5 or ctrl+o."
            )
    if not keys:
        raise KeysError(f"keys: {name}: name at least one key.")
    return keys


def _refuse_clashes(actions: tuple[Action, ...], own: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse two actions on one key in one place, or in places of which one hides the other.

    Among the defaults hiding is meant (`w` is a word further while selecting); in the user's keys it is a slip.
    """
    for action in actions:
        if action.name not in own:
            continue
        places = {p for where in action.where for p in (*_BELOW.get(where, (where,)), *_TOGETHER.get(where, ()))}
        for other in actions:
            if other.name != action.name and places.intersection(other.where):
                for key in set(action.keys) & set(other.keys):
                    raise KeysError(
                        f"keys: {key!r} is wanted for {action.name!r} but does {other.name!r}; "
                        f"choose another key for one of them."
                    )
