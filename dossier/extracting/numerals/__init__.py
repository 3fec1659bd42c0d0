"""Number words, digits and units of measurement, shared by dates and quantities."""
