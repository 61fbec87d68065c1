"""Keep the diary: what was taken and what happened, by hand or from a table; what is due, also as a calendar."""

from hairtrack.workflow.diary_calendar import calendar
from hairtrack.workflow.diary_due import Due, due
from hairtrack.workflow.diary_entries import (
    change_dose,
    keep_entry,
    new_id,
    pause_treatment,
    remove_dose,
    remove_entry,
    remove_pause,
    stop_treatment,
    treatment_of,
)
from hairtrack.workflow.diary_export import export_diary
from hairtrack.workflow.diary_import import DiaryImport, import_diary
from hairtrack.workflow.diary_table import COLUMNS

__all__ = [
    "COLUMNS",
    "DiaryImport",
    "Due",
    "calendar",
    "change_dose",
    "due",
    "export_diary",
    "import_diary",
    "keep_entry",
    "new_id",
    "pause_treatment",
    "remove_dose",
    "remove_entry",
    "remove_pause",
    "stop_treatment",
    "treatment_of",
]
