"""Figures as words, one way for screen, paper and command line."""


def signed(value: float, digits: int = 0) -> str:
    """Write a number with its sign, a true minus, and no sign before zero: "+12", "−0.6", "0".

    Parameters
    ----------
    value : float
    digits : int
        After the point.
    """
    rounded = round(value, digits)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):.{digits}f}"
