"""What is done for people early on, and what is still to be done for them on a date."""
