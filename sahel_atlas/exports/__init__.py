"""A scene in, bytes out; works with no server."""
