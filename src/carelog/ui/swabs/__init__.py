"""Swabs typed at paper speed: the list as opened, what a key does, what is painted. Nothing here imports textual."""
