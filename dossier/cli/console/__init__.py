"""How commands read options and write: text for people, JSON Lines, pages, progress, streams. Read `options` first."""
