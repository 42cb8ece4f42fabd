"""The check at the door: pass or stop."""
