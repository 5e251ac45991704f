"""What is kept: documents, marks, lists."""
