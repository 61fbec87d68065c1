"""The journey of reporting: a course, and what is to be told of it, as a PDF or as pictures of its pages."""
