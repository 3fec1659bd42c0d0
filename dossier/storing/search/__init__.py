"""The text index and the answering of queries. Read `evaluate` first."""
