"""One file per journey of the user. Both doors, the window and the command line, call these and nothing else."""
