"""Stage package (filled by its stage)."""
