"""An article → its dates with calendar intervals. Read `find` first."""
