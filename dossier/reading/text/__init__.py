"""Plain text and Markdown become a page: lines, titles, bylines, dates, furniture, passages. Read `plain` first."""
