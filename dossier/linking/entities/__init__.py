"""Mentions of all articles → entities: who is who, with the reason of each merge. Read `link` first."""
