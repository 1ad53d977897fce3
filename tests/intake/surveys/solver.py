"""A small exact solver, which knows nothing of the code that it judges: the counts that a table may hold, given what was published of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class System:
    """Unknown counts, each with its bounds, and sums of them that are known. All are integers, none is negative."""

    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)
    sums: list[tuple[tuple[str, ...], int]] = field(default_factory=list)

    def unknown(self, name: str, most: int, least: int = 0) -> None:
        """Add an unknown."""
        self.bounds[name] = (least, most)

    def known(self, names: Sequence[str], total: int) -> None:
        """Say that these unknowns add up to ``total``."""
        self.sums.append((tuple(names), total))

    def fixed(self) -> dict[str, int]:
        """Return the unknowns that have the same value in every whole solution, with that value. There must be a solution."""
        low, high = self._solution(self.bounds, lowest=True), self._solution(self.bounds, lowest=False)
        assert low is not None
        assert high is not None
        found = {}
        for name, value in low.items():
            least, most = self.bounds[name]
            if high[name] == value and not any(
                self._solution({**self.bounds, name: part}, lowest=True)
                for part in ((least, value - 1), (value + 1, most))
                if part[0] <= part[1]
            ):
                found[name] = value
        return found

    def _solution(self, bounds: Mapping[str, tuple[int, int]], *, lowest: bool) -> dict[str, int] | None:
        """Return a value for each unknown that makes every sum, or None when there are none; all of them are tried."""
        narrowed = self._narrowed(bounds)
        if narrowed is None:
            return None
        open_ones = [name for name, (low, high) in narrowed.items() if low < high]
        if not open_ones:
            return {name: low for name, (low, _) in narrowed.items()}
        name = min(open_ones, key=lambda one: narrowed[one][1] - narrowed[one][0])
        low, high = narrowed[name]
        for value in range(low, high + 1) if lowest else range(high, low - 1, -1):
            if solution := self._solution({**narrowed, name: (value, value)}, lowest=lowest):
                return solution
        return None

    def _narrowed(self, bounds: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]] | None:
        """Return the bounds that the sums leave, one by one; None when some sum cannot be had."""
        now = dict(bounds)
        changed = True
        while changed:
            changed = False
            for names, total in self.sums:
                lows, highs = sum(now[name][0] for name in names), sum(now[name][1] for name in names)
                if not lows <= total <= highs:
                    return None
                for name in names:
                    low, high = now[name]
                    closer = (max(low, total - (highs - high)), min(high, total - (lows - low)))
                    if closer != (low, high):
                        if closer[0] > closer[1]:
                            return None
                        now[name], changed = closer, True
                        lows, highs = sum(now[one][0] for one in names), sum(now[one][1] for one in names)
        return now
