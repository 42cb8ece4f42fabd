"""Daily duties of the house, its tables, and keeping in touch with people at risk."""
