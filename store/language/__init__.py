"""Text becomes words and names."""
