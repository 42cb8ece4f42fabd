"""The daily return to the authority: which counts it asks for, and what they are today."""
