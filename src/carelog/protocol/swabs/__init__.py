"""The test programme: who is due, what counts, how long somebody is isolated."""
