"""Who fell ill together: cases by onset, signals, what they ask for."""
