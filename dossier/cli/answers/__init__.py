"""Commands that ask the dossier: search, lists, compare, timeline, coverage, explain, check. Read `search` first."""
