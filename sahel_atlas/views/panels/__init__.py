"""One file per panel of the page."""
