"""What two texts share: terms, aligned words, near duplicates."""
