"""An article → its quotations with speakers. Read `find` first; `coreference` says who “she” is."""
