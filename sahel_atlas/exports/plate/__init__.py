"""The page layout that figures and slides are painted from, piece by piece."""
