"""The oxygen desk as painted and as typed."""
