"""The report page: what goes to the next appointment, chosen, seen page by page, and saved."""
