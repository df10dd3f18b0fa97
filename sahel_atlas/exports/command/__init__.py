"""Jobs of the command line that export or ask."""
