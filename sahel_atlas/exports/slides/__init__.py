"""Painters of PowerPoint slides with shapes that can be edited."""
