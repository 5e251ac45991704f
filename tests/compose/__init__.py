"""A composer of newspaper pages: invented articles, laid out with the habits of real dumps, each page with its gold."""
