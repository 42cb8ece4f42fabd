"""The board as lines: columns, cells, order and counts, without Textual."""
