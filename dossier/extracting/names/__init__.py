"""An article → its names with types. Read `find` first; `evidence` holds the weighted evidence for a type."""
