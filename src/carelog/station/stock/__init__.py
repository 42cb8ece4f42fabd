"""Stock, devices and the request for help."""
