"""Documents, mail and archives become text with zones. Read `registry` first: which reader takes which suffix."""
