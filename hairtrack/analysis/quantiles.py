"""Points of the F, Student's and chi-square distributions, for any degrees of freedom."""

import math
from functools import lru_cache

_STEPS = 80
_AS_MANY_AS_ALL = 1e6
"""Degrees of freedom beyond which F is chi-square over its own; off by less than one in ten thousand."""


@lru_cache(maxsize=256)
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
    low, high = 0.0, 1.0
    # Of the beta distribution that F follows: its argument lies between 0 and 1.
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _beta_share(middle, over / 2, under / 2) < share:
            low = middle
        else:
            high = middle
    at = (low + high) / 2
    return under * at / (over * (1 - at)) if at < 1 else math.inf


def student_95(freedom: float) -> float:
    """Return the two-sided 95 % point of Student's t."""
    return math.sqrt(f_point(0.95, 1.0, freedom))


def chi_square_point(share: float, freedom: float) -> float:
    """Return the value that chi-square stays below with a probability."""
    return freedom * f_point(share, freedom, _AS_MANY_AS_ALL)


def _beta_share(at: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function."""
    if at <= 0 or at >= 1:
        return float(at >= 1)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(at) + b * math.log1p(-at)
    if at > (a + 1) / (a + b + 2):
        return 1 - math.exp(front) * _fraction(1 - at, b, a) / b
    return math.exp(front) * _fraction(at, a, b) / a


def _fraction(at: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function, by Lentz's method.

    References
    ----------
    Lentz WJ. Generating Bessel functions in Mie scattering calculations using continued fractions. Appl Opt
    1976;15:668. doi:10.1364/AO.15.000668
    """
    above, beneath = 1.0, 1 / _not_zero(1 - (a + b) * at / (a + 1))
    found = beneath
    for m in range(1, 20_000):
        even = m * (b - m) * at / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * at / ((a + 2 * m) * (a + 2 * m + 1))
        step = 1.0
        for term in (even, odd):
            beneath = 1 / _not_zero(1 + term * beneath)
            above = _not_zero(1 + term / above)
            step = above * beneath
            found *= step
        if abs(step - 1) < 1e-12:
            break
    return found


def _not_zero(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
