"""Whether the words that a note quoted still stand where they were taken. Read `anchors` first."""
