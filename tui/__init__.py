"""Everything with a screen, and the command line."""
