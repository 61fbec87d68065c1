"""Many photos of one head placed in one of them at once, by all the pairs of them that could be registered.

Each pair says that going to its second photo directly and through its first must lead to the same place. With the
pairs' own covariances that is a least-squares problem in the coefficients of all photos' maps. A pair that the others
contradict shows by its residual against the residual to be expected there, and is left out.

References
----------
Baarda 1968, A testing procedure for use in geodetic networks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Size, Transform
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.head_motion import Fit, Frame, normalise
from hairtrack.imaging.registration.transform import (
    basis,
    error_percent_width,
    inside_hull,
    invert_points,
    jacobians,
    map_points,
    whole_image,
)
from hairtrack.imaging.registration.trust import convex_outline, trusted_hull

_Array = NDArray[np.float64]
_Where = NDArray[np.bool_]

_CELLS = 32
_FEWEST = 60
"""Grid points that two photos must share to be tied together."""
_OPEN = 2.2
"""From how many times the residual to be expected on, a pair contradicts the others; so does 1 right pair in 100."""
_AS_OPEN = 0.8
"""Pairs whose residuals are at least this share of the largest may be the wrong one just as well."""
_ALIKE = 1.5
"""How much larger variances are than independent pairs would make them: those of one photo err alike."""
_ROUNDS = 3
_LIMIT = 0.02
"""Largest 95 % error that is trusted, share of the width."""
_MISFIT = 0.0004
"""Share of the width that a quadratic map leaves unexplained and no number of pairs can mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two photos that were registered with each other.

    Attributes
    ----------
    fixed, moving : str
        Names of the photos.
    transform : Transform
    """

    fixed: str
    moving: str
    transform: Transform


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What fits all pairs best.

    Attributes
    ----------
    transforms : mapping of str to Transform
        From the reference photo to each that it can be tied to, those given not among them.
    links : tuple of Link
        That they rest on.
    contradicted : tuple of Link
        Left out because going another way leads elsewhere.
    """

    transforms: Mapping[str, Transform]
    links: tuple[Link, ...]
    contradicted: tuple[Link, ...]


@dataclass(slots=True)
class _Node:
    """A photo's map as it stands: coefficients (12,), where it may be trusted, and its own covariance if it is held."""

    coefficients: _Array
    trusted: _Where
    held: _Array | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    """A link seen from the reference: coefficients of the moving photo - slopes @ those of the fixed one = offset."""

    link: Link
    slopes: _Array
    offset: _Array
    covariance: _Array
    shared: _Where


class _Grid:
    """Points all over the reference photo, at which maps are compared."""

    def __init__(self, size: Size) -> None:
        x, y = np.meshgrid(np.linspace(0, size[0] - 1, _CELLS + 1), np.linspace(0, size[1] - 1, _CELLS + 1))
        self.size, self.frame = size, Frame.of_size(size)
        self.points = np.stack([x.ravel(), y.ravel()], axis=1)
        self.design = basis(normalise(self.frame, self.points), 6)

    def at(self, coefficients: _Array) -> Points:
        mapped: Points = self.design @ coefficients.reshape(2, 6).T
        return mapped

    def fit(self, moved: Points, where: _Where) -> _Array:
        """Return the coefficients (12,) of the map that leads to points known at some places."""
        found: _Array = np.asarray(np.linalg.lstsq(self.design[where], moved[where], rcond=None)[0], np.float64)
        return found.T.ravel()

    def spread(self, covariance: _Array, where: _Where) -> float:
        """Return the mean square length, over some places, of an error of known covariance."""
        gram = self.design[where].T @ self.design[where] / where.sum()
        return float(np.trace(np.kron(np.eye(2), gram) @ covariance))

    def everywhere(self, misfit: float, where: _Where) -> _Array:
        """Return the (12, 12) covariance of a smooth error that is on average as large as a misfit."""
        gram = self.design[where].T @ self.design[where] / where.sum()
        return np.asarray(np.kron(np.eye(2), np.linalg.inv(gram) * misfit**2 / 6), np.float64)


def place_together(*, size: Size, held: Mapping[str, Transform], links: Sequence[Link]) -> Placed:
    """Find the places of photos in the reference photo that fit all pairs best, and pairs that do not fit.

    Parameters
    ----------
    size : Size
        Of the reference photo.
    held : mapping of str to Transform
        Of photos whose places are known, the reference photo itself among them, and are not to be changed.
    links : sequence of Link

    Returns
    -------
    Placed
    """
    network = _Network(size, held)
    kept, contradicted = list(links), []
    while True:
        nodes, ties, covariance = network.solve(kept)
        opening = {tie.link: network.opening(tie, nodes, covariance) for tie in ties}
        wrong = _contradicted(opening)
        contradicted += [link for link in kept if link in wrong]
        if not wrong:
            transforms = network.transforms(nodes, ties, covariance, opening)
            return Placed(transforms=transforms, links=tuple(opening), contradicted=tuple(contradicted))
        kept = [link for link in kept if link not in wrong]


def _contradicted(opening: Mapping[Link, float]) -> set[Link]:
    """Return the links that the others contradict most."""
    least = max(_AS_OPEN * max(opening.values(), default=0.0), _OPEN)
    return {link for link, value in opening.items() if value > least}


class _Network:
    """The normal equations of a set of photos."""

    def __init__(self, size: Size, held: Mapping[str, Transform]) -> None:
        self.grid = _Grid(size)
        self.held = {name: self._known(transform) for name, transform in held.items()}
        self.doubt = {name: _variance(transform) for name, transform in held.items()}

    def solve(self, links: Sequence[Link]) -> tuple[dict[str, _Node], list[_Tie], _Array]:
        """Return the photos' maps, the ties between them and the covariance of all maps in the order of the photos."""
        nodes = self._first_guess(links)
        ties: list[_Tie] = []
        covariance = np.zeros((0, 0))
        for _ in range(_ROUNDS):
            found = (self._tie(link, nodes) for link in links)
            ties = [tie for tie in found if tie is not None]
            solution, covariance = self._adjust(nodes, ties)
            for index, node in enumerate(nodes.values()):
                node.coefficients = solution[12 * index : 12 * index + 12]
        return nodes, ties, covariance

    def opening(self, tie: _Tie, nodes: Mapping[str, _Node], covariance: _Array) -> float:
        """Return how many times the residual of a tie is what it should be, 0 where nothing checks it."""
        names = list(nodes)
        fixed, moving = (_block(names.index(name)) for name in (tie.link.fixed, tie.link.moving))
        across = tie.slopes @ covariance[fixed, moving]
        known = covariance[moving, moving] + tie.slopes @ covariance[fixed, fixed] @ tie.slopes.T - across - across.T
        whole = self.grid.spread(tie.covariance, tie.shared)
        expected = whole - self.grid.spread(known, tie.shared)
        if expected < 0.02 * whole:
            return 0.0
        residual = nodes[tie.link.moving].coefficients - tie.slopes @ nodes[tie.link.fixed].coefficients - tie.offset
        gaps = self.grid.at(residual)[tie.shared]
        return float(np.sqrt((gaps**2).sum(axis=1).mean() / expected))

    def transforms(
        self,
        nodes: Mapping[str, _Node],
        ties: Sequence[_Tie],
        covariance: _Array,
        opening: Mapping[Link, float],
    ) -> dict[str, Transform]:
        """Return the maps of the photos that are not held, where they may be trusted."""
        checked = [value for value in opening.values() if value]
        # Where the pairs fit each other less well than they say, nobody knows better than they.
        inflation = max(_ALIKE, float(np.mean(np.square(checked)))) if checked else 1.0
        found = {}
        for index, (name, node) in enumerate(nodes.items()):
            own = [tie for tie in ties if name in (tie.link.fixed, tie.link.moving)]
            if name in self.held or not own:
                continue
            direct = [tie.link for tie in own if tie.link.moving == name and self.exact(tie.link.fixed)]
            if direct and not opening[direct[0]]:
                # Nothing checks it and nothing adds to it.
                found[name] = direct[0].transform
                continue
            fit = Fit(
                frame=self.grid.frame,
                coefficients=node.coefficients.reshape(2, 6),
                covariance=inflation * covariance[_block(index), _block(index)],
                residuals=np.zeros((0, 2)),
            )
            link = own[0].link
            size = link.transform.moving_size if link.moving == name else link.transform.fixed_size
            transform = self._trusted(fit, size, self._reach(name, nodes, own))
            if transform is not None:
                found[name] = transform
        return found

    def exact(self, name: str) -> bool:
        """Say whether a photo is the reference photo."""
        return name in self.held and self.doubt[name] == 0.0

    def _reach(self, name: str, nodes: Mapping[str, _Node], ties: Sequence[_Tie]) -> Points:
        """Return the points of the reference photo from which some way leads to a photo, step by step within trust."""
        trusted, corners = nodes[name].trusted.copy(), [np.zeros((0, 2))]
        for tie in ties:
            other = tie.link.fixed if tie.link.moving == name else tie.link.moving
            trusted |= tie.shared & nodes[other].trusted
            if tie.link.moving == name and self.exact(other):
                corners.append(np.array(tie.link.transform.hull))
        return np.vstack([self.grid.points[trusted], *corners])

    def _trusted(self, fit: Fit, size: Size, reach: Points) -> Transform | None:
        whole = fit.transform(
            misfit=_MISFIT * size[0], hull=whole_image(self.grid.size), fixed_size=self.grid.size, moving_size=size
        )
        hull = trusted_hull(whole, limit=_LIMIT * size[0], reach=convex_outline(reach))
        return None if hull is None else replace(whole, hull=hull)

    def _known(self, transform: Transform) -> _Node:
        """Return a held photo's map in terms of the grid."""
        grid, everywhere = self.grid, np.ones(len(self.grid.points), np.bool_)
        trusted = inside_hull(transform.hull, grid.points)
        moved = map_points(transform, grid.points, trusted_only=False)
        solve = np.linalg.pinv(grid.design)
        own = normalise(Frame(origin=transform.origin, scale=transform.scale), grid.points)
        terms = len(transform.x_coefficients)
        carry = np.kron(np.eye(2), solve @ basis(own, terms))
        spread = carry @ np.array(transform.covariance).reshape(2 * terms, 2 * terms) @ carry.T
        if trusted.sum() >= _FEWEST:
            spread += grid.everywhere(transform.misfit, trusted)
        return _Node(coefficients=grid.fit(moved, everywhere), trusted=trusted, held=spread)

    def _first_guess(self, links: Sequence[Link]) -> dict[str, _Node]:
        """Tie each photo to the reference by the surest way."""
        nodes = {name: replace(node) for name, node in self.held.items()}
        doubt = dict(self.doubt)
        own = {link: _variance(link.transform) for link in links}
        while True:
            ways = [
                (doubt[known] + own[link], number, known, unknown)
                for number, link in enumerate(links)
                for known, unknown in ((link.fixed, link.moving), (link.moving, link.fixed))
                if known in nodes and unknown not in nodes
            ]
            for way, number, known, unknown in sorted(ways):
                node = self._through(links[number], nodes[known], forward=unknown == links[number].moving)
                if node is not None:
                    nodes[unknown], doubt[unknown] = node, way
                    break
            else:
                return nodes

    def _through(self, link: Link, known: _Node, *, forward: bool) -> _Node | None:
        here = self.grid.at(known.coefficients)
        there = map_points(link.transform, here) if forward else invert_points(link.transform, here)
        trusted = known.trusted & ~np.isnan(there).any(axis=1)
        if trusted.sum() < _FEWEST:
            return None
        return _Node(coefficients=self.grid.fit(there, trusted), trusted=trusted)

    def _tie(self, link: Link, nodes: Mapping[str, _Node]) -> _Tie | None:
        """Return a link as an equation between the coefficients of its photos, as they stand."""
        if link.fixed not in nodes or link.moving not in nodes:
            return None
        grid, transform, fixed = self.grid, link.transform, nodes[link.fixed]
        here = grid.at(fixed.coefficients)
        shared = inside_hull(transform.hull, here)
        # Where neither is trusted yet nothing can be compared.
        shared &= fixed.trusted | nodes[link.moving].trusted
        if shared.sum() < _FEWEST:
            return None
        design, solve = grid.design[shared], np.linalg.pinv(grid.design[shared])
        there = map_points(transform, here[shared], trusted_only=False)
        turned = np.einsum("ncd,nk->ncdk", jacobians(transform, here[shared]), design)
        slopes = np.einsum("an,ncdk->cadk", solve, turned).reshape(12, 12)
        own = basis(normalise(Frame(origin=transform.origin, scale=transform.scale), here[shared]), _terms(transform))
        carry = np.kron(np.eye(2), solve @ own)
        spread = carry @ np.array(transform.covariance).reshape(2 * _terms(transform), -1) @ carry.T
        spread = spread + grid.everywhere(max(transform.misfit, 1e-3), shared)
        return _Tie(
            link=link,
            slopes=slopes,
            offset=(solve @ there).T.ravel() - slopes @ fixed.coefficients,
            covariance=spread,
            shared=shared,
        )

    def _adjust(self, nodes: Mapping[str, _Node], ties: Sequence[_Tie]) -> tuple[_Array, _Array]:
        """Return the coefficients of all photos that fit best, one after the other, and their covariance."""
        names = list(nodes)
        normal, right = np.zeros((12 * len(names), 12 * len(names))), np.zeros(12 * len(names))
        for index, node in enumerate(nodes.values()):
            if node.held is not None:
                # The reference photo has no error of its own, which cannot be inverted.
                weight = np.linalg.inv(node.held + 1e-6 * np.eye(12))
                normal[_block(index), _block(index)] += weight
                right[_block(index)] += weight @ self.held[names[index]].coefficients
        for tie in ties:
            fixed, moving = (_block(names.index(name)) for name in (tie.link.fixed, tie.link.moving))
            weight = np.linalg.inv(tie.covariance)
            normal[moving, moving] += weight
            normal[moving, fixed] -= weight @ tie.slopes
            normal[fixed, moving] -= tie.slopes.T @ weight
            normal[fixed, fixed] += tie.slopes.T @ weight @ tie.slopes
            right[moving] += weight @ tie.offset
            right[fixed] -= tie.slopes.T @ weight @ tie.offset
        covariance = np.linalg.inv(normal)
        return covariance @ right, (covariance + covariance.T) / 2


def _block(index: int) -> slice:
    return slice(12 * index, 12 * index + 12)


def _terms(transform: Transform) -> int:
    return len(transform.x_coefficients)


def _variance(transform: Transform) -> float:
    """Return the square of the error that a map admits to, as a share of the width."""
    return (error_percent_width(transform) / 100) ** 2
