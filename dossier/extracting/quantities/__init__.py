"""An article → its quantities: value, bound, unit and what is counted. Read `find` first."""
