"""Points of the F, Student's and chi-square distributions, for any degrees of freedom."""


def load_ahead() -> None:
    """Load what the points need, where waiting for that does not matter."""
    import scipy.special  # noqa: F401, PLC0415


def f_point(share: float, over: float, under: float) -> float:
    """Return the value that F stays below with a probability.

    Parameters
    ----------
    share : float
        The probability, between 0 and 1.
    over, under : float
        Degrees of freedom of the numerator and the denominator; need not be whole.

    Returns
    -------
    float
    """
    # Loading it takes 0.2 s, which the window's start can do without; so in each function here.
    from scipy.special import fdtri  # noqa: PLC0415

    return float(fdtri(over, under, share))


def student_95(freedom: float) -> float:
    """Return the two-sided 95 % point of Student's t."""
    from scipy.special import stdtrit  # noqa: PLC0415

    return float(stdtrit(freedom, 0.975))


def chi_square_point(share: float, freedom: float) -> float:
    """Return the value that chi-square stays below with a probability."""
    from scipy.special import chdtri  # noqa: PLC0415

    return float(chdtri(freedom, 1 - share))
