"""What spreads in the house: clusters, outbreaks declared and closed, the line list."""
