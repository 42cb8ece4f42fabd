"""What spreads in the house, as painted lines and as questions."""
