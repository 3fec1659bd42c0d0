"""What each step of the tour says, and which actions do it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.tui.keys.keymap import Keymap


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `text` names actions of the table in braces, for which keys are put in; `done_by` end the step."""

    title: str
    text: str
    done_by: frozenset[str]


STEPS: tuple[Step, ...] = (
    Step(
        "read",
        "These are articles about one story. {down} and {up} choose one, {open} reads it, {next_pane} goes to the next "
        "pane. Read one now: names, numbers and quotations are marked in it.",
        frozenset({"open", "next_pane"}),
    ),
    Step(
        "search",
        "{search} opens the search box. Type a word such as ultimatum: results change with every letter. {search_open} "
        "goes to the first hit, then {next_hit} to the next, on through all articles.",
        frozenset({"search_open", "next_hit"}),
    ),
    Step(
        "names, numbers, quotations",
        "{entities} lists who is named, {numbers} every figure, {quotes} who said what. {open} on an entry goes to its "
        "first place, and again to the next. Open one of the three lists now.",
        frozenset({"entities", "numbers", "quotes"}),
    ),
    Step(
        "other outlets",
        "{related} lists the passages of other outlets that report what this passage reports: {open} goes to one, "
        "{back} comes back. A ≈ beside the text says that there are some.",
        frozenset({"related"}),
    ),
    Step(
        "compare",
        "{compare} sets side by side what outlets say of one thing, with a verdict and its reason: in the "
        "sample some count 103 days and others 111. {escape} comes back here.",
        frozenset({"compare"}),
    ),
    Step(
        "keep a quotation",
        "{bookmark} in an article keeps the quotation or sentence under the cursor in the notebook, and again takes it "
        "out. {copy} copies it with its citation. {notebook} opens the notebook.",
        frozenset({"bookmark", "copy", "notebook"}),
    ),
)
CLOSING = (
    "{help} lists every key and {palette} finds an action by its name; {tour} shows this tour again. {quit} leaves, "
    "and “dossier FOLDER” opens a folder of your own articles."
)
"""What is said after the last step."""


def with_keys(text: str, keymap: Keymap) -> str:
    """Return a text with the keys that the actions it names have for this user."""
    return text.format_map({action.name: keymap.key(action.name) for action in keymap.actions})
