"""Exports from the page: the panel, what is asked, the jobs."""
