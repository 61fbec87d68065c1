"""The course page: the chart over time, the SALT, and the blood tests."""
