"""What is known: tables, cells, faults, documents and paragraphs, words of the domain."""
