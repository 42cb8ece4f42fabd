"""The check at the door: one person after the other, then pass or stop over the whole screen."""
