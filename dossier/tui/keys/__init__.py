"""Which key does what where: one table drives keys, footer, help and docs/keys.md. Read `actions` first."""
