"""What speaks for a candidate being a name, and of which type: weights in evidence.yaml. Read `spellings` first."""
