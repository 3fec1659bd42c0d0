"""The main screen: results, reader, side panel, and what its keys do. Read `screen` first."""
