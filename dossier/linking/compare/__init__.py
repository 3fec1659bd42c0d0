"""What several articles say of one thing, side by side, with a verdict; a sub-package a kind. Read `findings` first."""
