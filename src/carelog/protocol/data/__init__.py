"""The protocol files and the list of symptoms, shipped as they are."""
