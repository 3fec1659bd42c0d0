"""Annotations of other programs become notes: the highlighted words are looked for in the articles of the dossier.

`annotations` reads the files of Hypothesis, Zotero and Obsidian and W3C annotations; `places` finds where the words
stand. Read `places` first.
"""
