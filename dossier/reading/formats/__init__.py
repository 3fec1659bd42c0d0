"""Documents, mail and archives become text with zones; `registry` says which reader takes which suffix."""
