"""Two visits looked at together: the page, its stage, what is said of them."""
