"""An article → its quotations with speakers. Read `find` first; `grammar` reads sentences, `coreference` pronouns."""
