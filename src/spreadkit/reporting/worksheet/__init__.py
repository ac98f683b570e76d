"""A Framework as a worksheet: everything that it asks and how it counts, to read, and to fill in on paper."""
