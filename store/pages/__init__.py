"""A file becomes lines, lines become articles."""
