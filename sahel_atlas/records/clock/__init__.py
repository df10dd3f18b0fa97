"""When a thing was so, and since when that is known: periods, states on a day, changes."""
