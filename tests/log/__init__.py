"""Tests of the record, on real files."""
