"""How a value was decided, for those who want to see it: the histogram, the threshold, and what the value rests on."""

from hairtrack.figures import decimal
from hairtrack.language import _, _c, _n, listed
from hairtrack.ui.fold import Fold
from hairtrack.ui.measure.odds_histogram import OddsHistogram, histogram_words
from hairtrack.ui.widgets import label
from hairtrack.workflow.live_coverage import Inspection

_MEANING = _(
    "Each pixel lies somewhere between skin and hair; beyond the threshold it is marked as hair. The value counts "
    "mixed pixels by parts. The threshold stands where both are as likely and cannot be moved: where it errs, touch "
    "some hair and some skin."
)
_LITTLE, _CLEAR = 2.0, 3.0
"""Of the separation d' between hair and skin: below the first they differ only a little, from the second on clearly."""


class HowDecided(Fold):
    """The folded part of the inspector that says how a value was decided."""

    def __init__(self) -> None:
        self.histogram = OddsHistogram()
        self.words = label("", "muted")
        self.facts = label("", "muted")
        super().__init__(_("How it was decided"), self.histogram, self.words, label(_MEANING, "muted"), self.facts)

    def show_inspection(self, inspection: Inspection | None) -> None:
        """Show what was looked into; nothing folds the whole away."""
        self.setVisible(inspection is not None)
        if inspection is None:
            return
        measurement = inspection.measurement
        self.histogram.show_decided(inspection.decided, measurement.threshold)
        self.words.setText(histogram_words(inspection.decided))
        width, height = inspection.seen_at
        learnt = [_n("{count} photo", "{count} photos", len(set(inspection.person.fitted_on)))]
        if dabs := len(inspection.person.dabs):
            learnt.append(_n("{count} touch", "{count} touches", dabs))
        self.facts.setText(
            _(
                "{separation} Measured with the photo brought to {width} by {height} pixels, with hair and skin learnt "
                "from {sources}, by the engine {engine}.",
                separation=separation_words(inspection.person.separation),
                width=width,
                height=height,
                sources=listed(learnt),
                engine=measurement.engine,
            )
        )


def separation_words(separation: float) -> str:
    """Say how far apart hair and skin lie.

    Parameters
    ----------
    separation : float
        d' of the person model.
    """
    how = (
        _c("how far apart", "clearly")
        if separation >= _CLEAR
        else _c("how far apart", "well enough")
        if separation >= _LITTLE
        else _c("how far apart", "only a little")
    )
    return _(
        "Hair and skin differ {how} in these photos (d' {separation}).", how=how, separation=decimal(separation, 1)
    )
