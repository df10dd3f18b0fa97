"""The check of the tables, one file per kind of rule."""
