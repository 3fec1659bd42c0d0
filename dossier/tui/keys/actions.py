# ruff: noqa: E501 - a line to an action keeps the table a table
"""Everything the app can do, in one table.

The table drives key bindings, footer, help, command palette and `docs/keys.md`, so they cannot disagree.
It imports nothing that draws: the documentation and the configuration check read it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal[
    "results",
    "reader",
    "panel",
    "selecting",
    "search",
    "narrowing",
    "list",
    "notebook",
    "compare",
    "timeline",
    "coverage",
    "parallel",
    "draft",
    "news",
    "versions",
    "brief",
]
"""What has the keyboard: a pane, a selection in the reader, the box (for a search or the panel), or another screen."""

PANES: tuple[Where, ...] = ("results", "reader", "panel")
EVERYWHERE: tuple[Where, ...] = (*PANES, "list")
ANSWERS: tuple[Where, ...] = ("compare", "timeline", "coverage", "draft", "news", "versions", "brief")
"""Lists of what was worked out of all articles together, each with its places."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    `keys` are as written in `config.yaml`: a character as typed (`/`, `J`) or a name (`enter`, `ctrl+o`);
    `title` is the word or two of the footer, `description` the sentence of help and documentation;
    `footer` orders the footer of each place, 0 leaves the action out of it.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    description: str
    where: tuple[Where, ...] = PANES
    group: str = "Moving"
    footer: int = 0


ACTIONS: tuple[Action, ...] = (
    Action("search", ("/",), "search", "Search; results change as you type", EVERYWHERE, "Searching", 90),
    Action("search_open", ("enter",), "first hit", "Read the first hit", ("search",), "Searching", 90),
    Action("search_leave", ("escape",), "back to browsing", "Leave the search box", ("search",), "Searching", 80),
    Action("history_back", ("up",), "earlier", "The search before this one", ("search",), "Searching", 70),
    Action("history_forward", ("down",), "later", "The search after this one", ("search",), "Searching"),
    Action("search_help", ("f1",), "query help", "What you can search for", ("search",), "Searching", 60),
    Action("filter", ("f",), "filter", "Only some outlets, days, names or kinds of number, with counts", PANES, "Searching", 40),
    Action("clear_filters", ("x",), "clear", "Clear the filters, then the search", PANES, "Searching"),
    Action("order", ("d",), "newest first", "The newest first, or the best match first", PANES, "Searching"),
    Action("searches", ("S",), "searches", "Saved and recent searches; save this one", PANES, "Searching"),
    Action("next_hit", ("n",), "next hit", "Next hit, on through the following articles", PANES, "Searching", 80),
    Action("previous_hit", ("N",), "previous hit", "Previous hit", PANES, "Searching"),
    Action("down", ("j", "down"), "down", "Down", EVERYWHERE),
    Action("up", ("k", "up"), "up", "Up", EVERYWHERE),
    Action("page_down", ("space", "pagedown"), "page down", "A screen down", EVERYWHERE),
    Action("page_up", ("b", "pageup"), "page up", "A screen up", EVERYWHERE),
    Action("top", ("g", "home"), "top", "To the top", EVERYWHERE),
    Action("bottom", ("G", "end"), "bottom", "To the bottom", EVERYWHERE),
    Action("count", (".",), "count", "A number for the movement that follows: .12j goes twelve lines down", (*EVERYWHERE, "selecting")),
    Action("left", ("left",), "left", "The cursor a character left", ("reader",)),
    Action("right", ("right",), "right", "The cursor a character right", ("reader",)),
    Action("word_left", ("ctrl+left",), "word left", "The cursor a word left", ("reader",)),
    Action("word_right", ("ctrl+right",), "word right", "The cursor a word right", ("reader",)),
    Action("open", ("enter",), "read", "Read what is chosen; again for its next place", ("results", "panel"), "Moving", 95),
    Action("open_next", ("enter",), "next place", "The next place of the entry chosen in the side panel, then of the entry below it", ("reader",), "Moving", 96),
    Action("open_entry", ("enter",), "read", "Read it in its article", ("list",), "Moving", 95),
    Action("next_passage", ("]", "ctrl+down"), "next passage", "Next passage", PANES),
    Action("previous_passage", ("[", "ctrl+up"), "previous passage", "Previous passage", PANES),
    Action("next_article", ("J",), "next article", "Next article", PANES),
    Action("previous_article", ("K",), "previous article", "Previous article", PANES),
    Action("back", ("H", "ctrl+o"), "back", "Back to where you were", PANES, "Moving", 30),
    Action("forward", ("L",), "forward", "Forward again", PANES),
    Action("open_article", ("O",), "open article", "Open an article by typing part of its title", PANES),
    Action("labels", ("s",), "labels", "A letter on every visible name, number, quote and hit: press it to go there", PANES),
    Action("next_pane", ("tab",), "next pane", "Next pane", EVERYWHERE, "Looking", 60),
    Action("previous_pane", ("shift+tab",), "previous pane", "Previous pane", EVERYWHERE, "Looking"),
    Action("zoom", ("z",), "whole screen", "This pane on the whole screen, and back", PANES, "Looking"),
    Action("narrower", ("<",), "narrower", "This pane narrower", PANES, "Looking"),
    Action("wider", (">",), "wider", "This pane wider", PANES, "Looking"),
    Action("entities", ("1",), "names", "Side panel: who and where", PANES, "Side panel", 25),
    Action("numbers", ("2",), "numbers", "Side panel: every figure, by what it measures", PANES, "Side panel", 24),
    Action("quotes", ("3",), "quotes", "Side panel: who said what", PANES, "Side panel", 23),
    Action("related", ("r", "4"), "related", "Passages of other articles that report the same as this one", PANES, "Side panel", 70),
    Action("notes", ("5",), "notes", "Side panel: what you bookmarked", PANES, "Side panel", 22),
    Action("scope", ("w",), "article/dossier", "Side panel: this article or the whole dossier", PANES, "Side panel"),
    Action("narrow_panel", ("F",), "find in panel", "Show only entries of the side panel that contain what you type", PANES, "Side panel"),
    Action("narrow_open", ("enter",), "read", "Read the entry that is chosen", ("narrowing",), "Side panel", 90),
    Action("narrow_leave", ("escape",), "all entries", "Show every entry again", ("narrowing",), "Side panel", 80),
    Action("narrow_up", ("up",), "up", "The entry above", ("narrowing",), "Side panel"),
    Action("narrow_down", ("down",), "down", "The entry below", ("narrowing",), "Side panel", 85),
    Action("narrow_keep", ("tab",), "to the list", "Leave the box, keep what is narrowed down", ("narrowing",), "Side panel", 70),
    Action("correct", ("e",), "correct", "Correct what is selected: a name, speaker, number or date, or the article's title, outlet, byline and day", PANES, "Side panel", 65),
    Action("undo_correction", ("u",), "undo", "Undo the last correction", PANES, "Side panel"),
    Action("explain", ("a",), "why", "Why what is at the cursor, or selected, was read so: rules, evidence and your corrections", PANES, "Side panel", 20),
    Action("mark_unread", ("U",), "unread", "Mark the article as unread, or as read", PANES, "Looking"),
    Action("over_time", ("I",), "over time", "How often the chosen name, or the one at the cursor, is mentioned day by day", PANES, "Looking"),
    Action("heat_map", ("V",), "heat map", "How much of what each outlet reports", ("coverage",), "Compare, timeline, coverage"),
    Action("highlights", ("i",), "highlights", "Names, numbers and quotes marked in the text, or plain", PANES, "Looking"),
    Action("known", ("D",), "dim", "Dim what repeats the articles you have read, or no longer", PANES, "Looking"),
    Action("select", ("v",), "select", "Start a selection, or let it go", ("reader",), "Keeping", 50),
    Action("extend_left", ("h", "left"), "left", "A character left", ("selecting",), "Selecting"),
    Action("extend_right", ("l", "right"), "right", "A character right", ("selecting",), "Selecting", 79),
    Action("extend_word", ("w",), "word", "To the next word", ("selecting",), "Selecting", 78),
    Action("extend_word_back", ("b",), "word back", "To the word before", ("selecting",), "Selecting"),
    Action("extend_word_end", ("e",), "word end", "To the end of the word", ("selecting",), "Selecting", 72),
    Action("bookmark", ("m",), "bookmark", "Bookmark the selection, else the quotation, else the sentence; in lists the selected entry; again removes it", PANES, "Keeping", 75),
    Action("tag_words", ("#", "+"), "tag", "Choose or type tags for the words that are bookmarked here", PANES, "Keeping"),
    Action("tag_article", ("ctrl+t",), "tag article", "Choose or type tags for the whole article; tag:WORD finds those that have one", PANES, "Keeping"),
    Action("copy", ("y",), "copy", "Copy it with its citation", PANES, "Keeping", 45),
    Action("copy_link", ("Y",), "copy link", "Copy its link: pasted into the search box it leads here again", PANES, "Keeping"),
    Action("citation_style", ("C",), "citation style", "Choose how it is cited: a line of text, Markdown, CSL-JSON or BibTeX", EVERYWHERE, "Keeping"),
    Action("save_list", ("X",), "save", "Save (export) what is listed as CSV or Markdown, or the notebook for other programs", (*PANES, *ANSWERS, "notebook"), "Keeping"),
    Action("compare", ("c",), "compare", "What articles say of the thing at the cursor or selected, side by side, with a verdict", EVERYWHERE, "Other screens", 62),
    Action("timeline", ("t",), "timeline", "What happened, or will happen, when", EVERYWHERE, "Other screens", 19),
    Action("coverage", ("M",), "coverage", "Who reports what: facts by outlet, who was first, what only one has", EVERYWHERE, "Other screens", 17),
    Action("notebook", ("o",), "notebook", "Everything you bookmarked", EVERYWHERE, "Other screens", 18),
    Action("parallel", ("P",), "two articles", "Two whole articles side by side, matching passages together", PANES, "Other screens"),
    Action("draft", ("A",), "draft", "Check a draft against the articles: each name, number, date and quotation", EVERYWHERE, "Other screens"),
    Action("news", ("*",), "news", "What new and changed articles bring: notes, verdicts, facts, saved searches", EVERYWHERE, "Other screens"),
    Action("versions", ("V",), "versions", "Earlier versions of the article, and which facts it changed", PANES, "Other screens"),
    Action("brief", ("p",), "brief", "Everything said by and about the chosen name, or the one at the cursor", PANES, "Other screens"),
    Action("mark_all_read", ("r",), "all read", "Mark all articles as read: news count from here", ("news",), "News", 88),
    Action("accept", ("a",), "accept", "Accept the claim as it is, with a note, or no longer", ("draft",), "Draft", 88),
    Action("edit_draft", ("E",), "editor", "Open the draft in $EDITOR at this claim", ("draft",), "Draft", 82),
    Action("open_draft", ("O",), "other draft", "Check another file", ("draft",), "Draft", 73),
    Action("next_match", ("n", "]"), "next match", "The next passage that the other article reports too", ("parallel",), "Two articles", 80),
    Action("previous_match", ("N", "["), "match before", "The matching passage before", ("parallel",), "Two articles", 70),
    Action("next_place", ("n", "]"), "next place", "The next place that says so", ANSWERS, "Compare, timeline, coverage", 80),
    Action("previous_place", ("N", "["), "place before", "The place before", ANSWERS, "Compare, timeline, coverage"),
    Action("next_column", ("right", "l"), "outlet", "The outlet to the right", ("coverage",), "Compare, timeline, coverage", 86),
    Action("previous_column", ("left", "h"), "outlet before", "The outlet to the left", ("coverage",), "Compare, timeline, coverage"),
    Action("mark_seen", ("s",), "seen", "Mark the finding as seen, or no longer", ("compare",), "Compare, timeline, coverage", 85),
    Action("mark_wrong", ("w",), "wrong", "Mark the finding as wrong, or no longer", ("compare",), "Compare, timeline, coverage", 84),
    Action("filter_kind", ("f",), "kind", "Only one kind: numbers, names, dates, quotations and so on", ("compare", "coverage"), "Compare, timeline, coverage", 75),
    Action("filter_verdict", ("v",), "verdict", "Only one verdict", ("compare",), "Compare, timeline, coverage", 74),
    Action("filter_alone", ("v",), "only one", "Only what a single outlet reports, or everything", ("coverage",), "Compare, timeline, coverage", 74),
    Action("clear_kinds", ("x",), "all", "Every kind again", ("compare", "coverage"), "Compare, timeline, coverage", 40),
    Action("find_entry", ("F",), "find here", "Show only what contains what you type", (*ANSWERS, "notebook"), "Compare, timeline, coverage", 76),
    Action("keep_entry", ("m",), "bookmark", "Bookmark the words at the selected place, or take the bookmark away", ANSWERS, "Compare, timeline, coverage", 72),
    Action("tag_entry", ("#", "+"), "tag", "Choose or type tags for the words that are bookmarked at the selected place", ANSWERS, "Compare, timeline, coverage"),
    Action("copy_entry", ("y",), "copy", "Copy the words at the selected place with their citation", ANSWERS, "Compare, timeline, coverage", 71),
    Action("copy_entry_link", ("Y",), "copy link", "Copy the link of the words at the selected place", ANSWERS, "Compare, timeline, coverage"),
    Action("leave_list", ("H", "ctrl+o"), "back", "Back to the article", ANSWERS, "Compare, timeline, coverage"),
    Action("group_notes", ("w",), "group", "By article, by speaker, by tag, or newest first", ("notebook",), "Notebook", 80),
    Action("edit_tags", ("#", "+"), "tags", "Change its tags", ("notebook",), "Notebook", 88),
    Action("edit_comment", ("e",), "comment", "Change its comment", ("notebook",), "Notebook", 87),
    Action("edit_note", ("E",), "editor", "Open the notebook in $EDITOR at this note", ("notebook",), "Notebook"),
    Action("copy_note", ("y",), "copy", "Copy it with its citation", ("notebook",), "Notebook", 70),
    Action("relink_note", ("l",), "relink", "Choose where its words stand now", ("notebook",), "Notebook", 75),
    Action("remove_note", ("d",), "remove", "Take this note out of the notebook", ("notebook",), "Notebook", 85),
    Action("undo_note", ("u",), "undo", "Put back what was removed last", ("notebook",), "Notebook", 84),
    Action("edit", ("E",), "editor", "Open the article in $EDITOR at this line", PANES, "Other screens"),
    Action("browser", ("W",), "browser", "Open the article's address in the web browser", PANES, "Other screens"),
    Action("another_dossier", ("Q",), "another dossier", "Leave this dossier for another one that was opened before", PANES, "Other screens"),
    Action("refresh", ("R",), "refresh", "Read new and changed articles now", PANES, "Other screens"),
    Action("problems", ("!",), "problems", "What could not be read, of this article or at all, and why", PANES, "Other screens"),
    Action("palette", ("ctrl+p",), "everything", "Find any of these by name", EVERYWHERE, "Other screens"),
    Action("theme", ("T",), "theme", "Choose the colours", EVERYWHERE, "Other screens"),
    Action("escape", ("escape",), "back", "Let go: selection, whole screen, side panel", (*PANES, "list"), "Other screens", 28),
    Action("help", ("?", "f1"), "keys", "All keys, what can be searched for, what signs and colours mean", EVERYWHERE, "Other screens", 100),
    Action("tour", ("f2",), "tour", "A tour of the app in six steps; while it is shown, its next step", PANES, "Other screens"),
    Action("suspend", ("ctrl+z",), "suspend", "Leave the terminal to the shell, from dialogs too; fg comes back", EVERYWHERE, "Other screens"),
    Action("quit", ("q",), "quit", "Leave; everything is as you left it next time", EVERYWHERE, "Other screens", 10),
)  # fmt: skip
