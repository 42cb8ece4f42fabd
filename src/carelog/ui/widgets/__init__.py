"""Widgets that show what they are given; none knows the station."""
