"""What two texts share: terms, aligned words, near duplicates. Texts go in, likeness comes out. Read `terms` first."""
