"""What the browser gets from Python, field by field."""
