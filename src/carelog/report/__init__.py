"""What leaves the station on paper or as a file: one list of columns, many forms."""
