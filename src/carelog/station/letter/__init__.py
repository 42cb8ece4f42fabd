"""The letter to a doctor or a hospital: situation, background, assessment, recommendation."""
