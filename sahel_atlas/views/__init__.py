"""The server and the page; the only room that imports Dash and Flask."""
