"""`python -m carelog` is `carelog`."""

from carelog.cli import main

main()
