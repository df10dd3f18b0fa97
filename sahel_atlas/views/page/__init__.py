"""The page itself: index, shell, bundle, and the map in words."""
