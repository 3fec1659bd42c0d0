"""The tour: six steps that show what the app is for, each done with the real keys. Read `tour` first."""
