"""Sending somebody to a hospital, and whom one calls."""
