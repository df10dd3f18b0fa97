"""The briefing in one HTML file."""
