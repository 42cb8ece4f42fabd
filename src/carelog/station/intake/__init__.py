"""Files from outside: people and observations read from CSV by a map, checked row by row, then stored."""
