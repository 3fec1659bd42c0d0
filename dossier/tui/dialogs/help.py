"""Help that is always right: the keys from the table of actions, what can be searched for, and what the signs mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.style import Style

from dossier.model import VERDICT_MEANINGS, VERDICTS, QueryForm
from dossier.tui.dialogs.picker import PagedPicker, Picker
from dossier.tui.keys.actions import Action, Where
from dossier.tui.keys.keymap import Keymap, shown
from dossier.tui.session.key_screen import KeyScreen
from dossier.tui.text import statuses
from dossier.tui.text.styles import Palette
from dossier.tui.text.verdicts import COLOURS, SIGNS
from dossier.tui.widgets.choice_lines import Choice

Taken = Action | QueryForm | None

_KINDS = {
    "person": "a person", "org": "an organisation", "place": "a place", "nationality": "a nationality",
    "event": "an event", "number": "a number", "date": "a date", "quote": "words in quotation marks",
    "hit": "what the search found", "current-hit": "the hit, or place, you are at",
    "pointed": "the sentence, or passage, you are at",
    "selection": "what is selected", "note": "kept in the notebook",
}  # fmt: skip
_SIGNS = (
    ("Articles", "◦", "detail", "not read yet; its title is bold"),
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


_FIRST_STEPS = (
    (("search",), "search; results change as you type, enter goes to the first hit"),
    (("next_hit", "previous_hit"), "next and previous hit, on through the other articles"),
    (("next_pane",), "the next pane: articles, text, side panel"),
    (("entities",), "who is named; enter reads each place in turn"),
    (("numbers",), "every figure, in the words of its source"),
    (("quotes",), "who said what"),
    (("related", "back"), "where other outlets report this fact; then back to where you were"),
    (("compare",), "what several outlets say of one thing, side by side, and why"),
    (("select", "bookmark"), "select words and bookmark them; without a selection the quotation or sentence"),
    (("copy",), "copy it with its citation"),
    (("notebook",), "everything you bookmarked"),
)
"""What to try first; README.md has the same for those who have not opened the app."""


def show(screen: KeyScreen[Any]) -> None:
    """Show every key, the query language, and what signs and colours mean; a line taken is done."""
    _help(screen, 0)


def search_help(screen: KeyScreen[Any]) -> None:
    """Show what can be searched for; a line taken is put into the search box."""
    _help(screen, 1)


def palette(screen: KeyScreen[Any]) -> None:
    """Find any action by its name."""
    choices: Sequence[Choice[Taken]] = action_choices(screen.session.keymap, where=None)
    picker = Picker("What do you want to do?", choices, hint="enter does it · esc close")
    screen.app.push_screen(picker, lambda taken: _do(screen, taken))


def _help(screen: KeyScreen[Any], page: int) -> None:
    keymap, forms = screen.session.keymap, screen.session.dossier.query_help()
    pages: dict[str, Sequence[Choice[Taken]]] = {
        "Keys": action_choices(keymap, where=screen.where),
        "What you can search for": _forms(forms),
        "Signs and colours": _signs(screen.reader.palette),
        "First steps": _first_steps(keymap),
    }
    screen.app.push_screen(_Help(pages, page), lambda taken: _do(screen, taken))


class _Help(PagedPicker[Taken]):
    """The pages of help, their titles side by side as far as there is room."""

    def __init__(self, pages: dict[str, Sequence[Choice[Taken]]], page: int) -> None:
        """Show choices by title, one page of them."""
        self._titles, self._pages, self._page = list(pages), list(pages.values()), page
        hint = "enter does it · tab turns the page · esc close"
        super().__init__(self._titles[page], self._pages[page], hint=hint)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def turn(self, step: int) -> None:
        """Show the choices of another page, narrowed down by what is typed."""
        self._page = (self._page + step) % self.pages
        self._choices = self._pages[self._page]
        self.entitle()
        self._narrow()

    def entitle(self) -> None:
        """Name all pages, or this one and how many there are."""
        titles = [(f" {title} ", "bold reverse" if at == self._page else "") for at, title in enumerate(self._titles)]
        several = Content.assemble(*titles, "  tab turns")
        if several.cell_length > self.app.size.width * 9 // 10 - 4:  # what stands at the end would be cut
            several = Content.assemble(titles[self._page], f"  {self._page + 1} of {self.pages} · tab turns")
        self._frame.border_title = several


def action_choices(keymap: Keymap, *, where: Where | None) -> list[Choice[Any]]:
    """Make a line of every action: first those of use where one is, then all others in the groups of the table.

    In a group those that work here come first; the others say where they do. Without a place, for finding one: those
    of use while browsing, in no groups, each by its name.
    """
    if where is None:
        return [_choice(a, "") for a in keymap.actions if set(a.where) & {"results", "reader", "panel"}]
    here = [a for a in keymap.at(where) if a.footer and a.name != "help"]
    here.sort(key=lambda a: -a.footer)
    own = dict.fromkeys(a.group for a in keymap.actions if where in a.where and "results" not in a.where)
    groups = list(dict.fromkeys([*(own if _apart(where) else ()), *(action.group for action in keymap.actions)]))
    rest = [a for a in keymap.actions if a not in here]
    rest.sort(key=lambda a: (groups.index(a.group), not keymap.works(a, where)))
    told = [_elsewhere(a, rest, keymap) if not keymap.works(a, where) else _choice(a, a.group) for a in rest]
    return [*(_choice(a, "Here") for a in here), *told]


def _apart(where: Where) -> bool:
    """Return whether a place has keys that are of no use while browsing."""
    return where not in ("results", "reader", "panel")


def _elsewhere(action: Action, listed: Sequence[Action], keymap: Keymap) -> Choice[Action]:
    """Make a line of an action that works elsewhere; the place comes first where its key has several in its group."""
    told, place = action.description, keymap.places(action)
    if any(a is not action and (a.group, a.keys) == (action.group, action.keys) for a in listed):
        told = f"{place[:1].upper()}{place[1:]}: {told[:1].lower()}{told[1:]}"
    else:
        told = f"{told} ({place})"
    return _choice(action, action.group, told)


def _choice(action: Action, group: str, told: str = "") -> Choice[Action]:
    keys = " ".join(shown(key) for key in action.keys)
    return Choice(action, told or action.description, "" if group else action.name.replace("_", " "), keys, group)


def _first_steps(keymap: Keymap) -> list[Choice[Taken]]:
    actions = {action.name: action for action in keymap.actions}
    return [
        Choice(actions[names[0]], told, key=" ".join(keymap.key(name) for name in names))
        for names, told in _FIRST_STEPS
    ]


def _forms(forms: Sequence[QueryForm]) -> list[Choice[Taken]]:
    return [Choice(form, form.typed, form.finds, group=form.section) for form in forms]


def _signs(looks: Palette) -> list[Choice[Taken]]:

    def line(group: str, sign: str, kind: str, meaning: str) -> Choice[Taken]:
        return Choice(None, meaning, key=sign, group=group, look=Style.from_rich_style(looks.layer(kind)))

    made = [line("In the text", "words", kind, meaning) for kind, meaning in _KINDS.items()]
    made += [line(group, sign, kind or "title", meaning) for group, sign, kind, meaning in _SIGNS]
    made += [
        line("Compare", f"{SIGNS[verdict]} {verdict}", COLOURS[verdict], VERDICT_MEANINGS[verdict])
        for verdict in VERDICTS
    ]
    made += [
        line("Draft", f"{sign} {status}", statuses.COLOURS[status], statuses.MEANING[status])
        for status, sign in statuses.SIGNS.items()
    ]
    return made


def _do(screen: KeyScreen[Any], taken: Taken) -> None:
    """Do what was chosen on the screen below, or begin a search."""
    if isinstance(taken, QueryForm):
        screen.search_for(taken.typed)
    elif taken is not None:
        screen.choose_action(taken)
