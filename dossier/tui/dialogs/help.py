"""Help that is always right: the keys from the table of actions, what can be searched for, and what the signs mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.style import Style

from dossier.model import VERDICTS, QueryForm
from dossier.tui.actions import Action, Where
from dossier.tui.dialogs.picker import Page, Picker
from dossier.tui.keymap import Keymap, shown
from dossier.tui.screens import entries
from dossier.tui.screens.list_detail import Beside
from dossier.tui.widgets.choice_lines import Choice
from dossier.tui.workspace.commands import DEEDS

if TYPE_CHECKING:
    from dossier.tui.workspace.screen import Workspace

Taken = Action | QueryForm | None

_KINDS = {
    "person": "a person", "org": "an organisation", "place": "a place", "nationality": "a nationality",
    "event": "an event", "number": "a number", "date": "a date", "quote": "words in quotation marks",
    "hit": "what the search found", "current-hit": "the hit, or place, you are at",
    "selection": "what is selected", "note": "kept in the notebook",
}  # fmt: skip
_SIGNS = (
    ("Beside the text", "▍", "gutter-cursor", "the passage under the cursor"),
    ("Beside the text", "≈", "gutter-related", "other articles report this too: c compares them"),
    ("Beside the text", "•", "gutter-note", "something of this passage is in the notebook"),
    ("Beside the text", "━", "map", "on the scrollbar: where hits are"),
    ("Names and numbers", "= Jeri", "detail", "other spellings of the name above"),
    ("Names and numbers", "dozens", "number", "a number in the words of its source; in order of size"),
    ("Names and numbers", "≥ ≤ > < ~", "number", "at least, at most, more than, less than, about"),
    ("Coverage", "●", "", "the outlet reports it"),
    ("Coverage", "1st", "title", "it reported it first"),
    ("Coverage", "only", "marker", "no other outlet has it"),
    ("Coverage", "·", "detail", "the outlet does not report it"),
)


def help_(workspace: Workspace) -> None:
    """Show every key, the query language, and what signs and colours mean; a line taken is done."""
    _help(workspace, 0)


def search_help(workspace: Workspace) -> None:
    """Show what can be searched for; a line taken is put into the search box."""
    _help(workspace, 1)


def palette(workspace: Workspace) -> None:
    """Find any action by its name."""
    choices: Sequence[Choice[Taken]] = action_choices(workspace.keymap, where=None)
    picker = Picker("What do you want to do?", choices, hint="enter does it · esc close")
    workspace.app.push_screen(picker, lambda taken: _do(workspace, taken))


def _help(workspace: Workspace, page: int) -> None:
    where = _place(workspace)
    picker: Picker[Taken] = Picker(
        "Keys",
        action_choices(workspace.keymap, where=where),
        hint="enter does it · tab turns the page · esc close",
        more=(Page("What you can search for", _forms(workspace)), Page("Signs and colours", _signs(workspace))),
        page=page,
    )
    workspace.app.push_screen(picker, lambda taken: _do(workspace, taken))


def action_choices(keymap: Keymap, *, where: Where | None) -> list[Choice[Any]]:
    """Make a line of every action, in the groups of the table, those of the place one is in first.

    Without a place, for finding one: those of use while browsing, in no groups, each by its name.
    """
    if where is None:
        return [_choice(a, "") for a in keymap.actions if set(a.where) & {"results", "reader", "panel"}]
    own = dict.fromkeys(action.group for action in keymap.actions if where in action.where and len(action.where) < 4)
    groups = list(dict.fromkeys([*(own if _apart(where) else ()), *(action.group for action in keymap.actions)]))
    return [_choice(a, a.group) for a in sorted(keymap.actions, key=lambda a: groups.index(a.group))]


def _apart(where: Where) -> bool:
    """Tell whether a place has keys that are of no use while browsing."""
    return where not in ("results", "reader", "panel")


def _choice(action: Action, group: str) -> Choice[Action]:
    keys = " ".join(shown(key) for key in action.keys)
    return Choice(action, action.description, "" if group else action.name.replace("_", " "), keys, group)


def _forms(workspace: Workspace) -> list[Choice[Taken]]:
    return [Choice(form, form.typed, form.finds, group=form.section) for form in workspace.dossier.query_help()]


def _signs(workspace: Workspace) -> list[Choice[Taken]]:
    looks = workspace.reader.palette

    def line(group: str, sign: str, kind: str, meaning: str) -> Choice[Taken]:
        return Choice(None, meaning, key=sign, group=group, look=Style.from_rich_style(looks.layer(kind)))

    made = [line("In the text", "words", kind, meaning) for kind, meaning in _KINDS.items()]
    made += [line(group, sign, kind or "title", meaning) for group, sign, kind, meaning in _SIGNS]
    made += [
        line("Compare", f"{entries.SIGNS[verdict]} {verdict}", entries.COLOURS[verdict], entries.MEANING[verdict])
        for verdict in VERDICTS
    ]
    return made


def _place(workspace: Workspace) -> Where:
    screen = workspace.app.screen
    return screen.where if isinstance(screen, Beside) else workspace.where


def _do(workspace: Workspace, taken: Taken) -> None:
    """Do what was taken where one is: on another screen what works there, else in the workspace."""
    screen = workspace.app.screen
    if taken is None:
        return
    if isinstance(taken, QueryForm):
        if isinstance(screen, Beside):
            screen.dismiss()
        workspace.search_for(taken.typed)
    elif isinstance(screen, Beside):
        if taken.name in DEEDS or workspace.keymap.works(taken, screen.where):
            screen.attempt(taken.name)
        else:
            screen.footer.say("That works on another screen; escape goes back.")
    elif taken.name not in DEEDS:
        workspace.say("That works in the lists of other screens: c, t, M and o open them.")
    else:
        if workspace.where not in taken.where and {"reader", "selecting"} & set(taken.where):
            workspace.show_pane("reader")
        workspace.perform(taken.name)
