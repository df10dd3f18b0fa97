"""Addresses that answer a question: rows, links, stories."""
