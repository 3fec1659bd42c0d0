"""The SQLite catalogue: articles and all annotations. It is the truth. Read `catalogue` first."""
