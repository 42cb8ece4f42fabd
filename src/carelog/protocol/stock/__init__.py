"""What is in store, how long it lasts, and a device whose whole round is off."""
