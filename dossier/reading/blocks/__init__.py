"""Blocks of a format that is no plain text become an article's text with zones. Read `compose` first."""
