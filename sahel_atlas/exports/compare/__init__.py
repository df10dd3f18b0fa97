"""The same for a comparison: two maps, what changed, and how it is said."""
