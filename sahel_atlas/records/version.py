"""The version of the atlas, in one place for pages, exports and the command line."""

VERSION = "0.1.0"
