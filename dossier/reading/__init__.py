"""Files become articles: sources, decoding, zones, metadata, passages."""
