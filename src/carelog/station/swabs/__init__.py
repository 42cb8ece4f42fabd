"""Swabs of the whole house: the regime, who is due, what is out, what came back."""
