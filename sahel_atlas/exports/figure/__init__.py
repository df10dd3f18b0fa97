"""Painters of PNG, SVG, PDF, GeoTIFF, animations and series."""
