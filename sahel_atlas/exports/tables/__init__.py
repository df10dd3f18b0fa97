"""Rows as files: CSV, JSON, GeoJSON, GeoPackage, workbook."""
