"""Every sentence about an error or a reason, in one place: what happened, then what to do next.

Templates take the facts of the error or reason by name. Plain words, no alarm, no praise.
"""

from collections.abc import Mapping
from datetime import date

from hairtrack.course import View
from hairtrack.errors import ErrorKind, Fact, HairtrackError, Reason, ReasonKind
from hairtrack.figures import as_written
from hairtrack.kept_words import shown
from hairtrack.language import _, _c

# By hand: the month names of `strftime` follow the system's language, the sentences do not.
MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _c("month", "May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)
SHORT_MONTHS = (
    *(_c("short", "Jan"), _c("short", "Feb"), _c("short", "Mar"), _c("short", "Apr"), _c("short", "May")),
    *(_c("short", "Jun"), _c("short", "Jul"), _c("short", "Aug"), _c("short", "Sep"), _c("short", "Oct")),
    *(_c("short", "Nov"), _c("short", "Dec")),
)
VIEWS_WITHIN = {
    View.FRONTAL: _c("view, within a sentence", "frontal"),
    View.MIDLINE: _c("view, within a sentence", "midline"),
    View.VERTEX: _c("view, within a sentence", "vertex"),
    View.LEFT: _c("view, within a sentence", "left"),
    View.RIGHT: _c("view, within a sentence", "right"),
    View.BACK: _c("view, within a sentence", "back"),
    View.CLOSE_UP: _c("view, within a sentence", "close-up"),
    View.CUSTOM: _c("view, within a sentence", "custom"),
}
"""Views as sentences about errors and reasons name them; in English by the names that the command line takes."""

# Only the command line meets these, and its English is a contract.
_OF_COMMANDS: dict[ErrorKind, str] = {
    ErrorKind.COVER_WITHOUT_COPIES: "Only pictures can be covered. Leave out --cover, or write copies with --copies.",
    ErrorKind.UNKNOWN_VIEW: "{view} is not a view. Use one of {known}.",
    ErrorKind.REGION_WITHOUT_NAME: "The region has no name. Add one, such as --name Crown.",
    ErrorKind.REGION_WITHOUT_SHAPE: "Say what the region is: --polygon, --ellipse, --template, --copy-to, --colour or --salt.",
    ErrorKind.UNKNOWN_REGION: "The {view} view has no region named {name}. Draw it first, or check the name.",
    ErrorKind.COVER_WITHOUT_SHAPE: "Say what is to be covered: --polygon or --suggest; or --remove, or --json to list the covers.",
    ErrorKind.COVER_WITHOUT_VIEW: "Say in which view, such as --view frontal.",
    ErrorKind.NO_PHOTO_ON_DAY: "The {view} view has no photo of {day}. Choose a day from the list of photos.",
    ErrorKind.FAIR_WITH_DAYS: "--fair chooses the two days itself. Leave out --before and --after.",
    ErrorKind.REGION_NOT_FOUND: "There is no region named {name}. {known}",
    ErrorKind.COMPARE_WITH_DAYS: "--compare names its own days. Leave out --before and --after, or write them as another --compare.",
    ErrorKind.NOT_FOR_PICTURES: "{option} is for a PDF. Leave it out, or name a file that ends in .pdf.",
    ErrorKind.ONLY_IN_FULL: "{option} is for the full report. Leave it out, or choose --kind full.",
    ErrorKind.ONLY_FOR_PICTURES: "{option} is for pictures. Leave it out, or name a file that ends in .png or .jpg.",
    ErrorKind.NOT_DUE: "Nothing that is due is called {key}. Ask again what is due and take its name from there.",
}

_ERRORS: dict[ErrorKind, str] = {
    **_OF_COMMANDS,
    ErrorKind.FILE_MISSING: _("{file} is not there. Check the name, or plug in the drive or card that holds it."),
    ErrorKind.FILE_UNREADABLE: _(
        "{file} cannot be read. Check that you may open it and that no other program holds it."
    ),
    ErrorKind.FILE_EMPTY: _("{file} is empty (0 bytes). Copy it again from the phone or the cloud."),
    ErrorKind.NOT_A_PHOTO: _("{file} is not a photo that hairtrack can read. Use JPEG, HEIC, PNG, WebP or TIFF."),
    ErrorKind.PHOTO_DAMAGED: _("{file} is damaged or incomplete. Copy it again from the phone or the cloud."),
    ErrorKind.PHOTO_TOO_LARGE: _(
        "{file} has {megapixels} megapixels; the limit is {limit}. Export it smaller and try again."
    ),
    ErrorKind.FILE_CHANGED: _("{file} changed while it was being imported. Import it again."),
    ErrorKind.FILE_TOO_LARGE: _(
        "{file} is larger than {limit} MB, so it is hardly a photo. Export it as JPEG and try again."
    ),
    ErrorKind.READING_CRASHED: _(
        "{file} made its reader fail, so it is damaged or not what it claims to be. Open it in another program and export it as JPEG."
    ),
    ErrorKind.READING_TOO_LONG: _(
        "{file} took too long to read, so it is damaged or not what it claims to be. Open it in another program and export it as JPEG."
    ),
    ErrorKind.READING_TOO_HEAVY: _(
        "{file} needs more memory than a photo should. Export it as JPEG, or smaller, and try again."
    ),
    ErrorKind.ORIGINAL_UNRECORDED: _(
        "{stored_as} lies in the photos folder but is not part of the course. Import it, or take it out of the folder."
    ),
    ErrorKind.ORIGINAL_MISSING: _(
        "The original of {file} is no longer in the course folder. Put {stored_as} back into its photos folder."
    ),
    ErrorKind.ORIGINAL_ALTERED: _(
        "The original of {file} was changed by another program. Put the unchanged {stored_as} back into the photos folder."
    ),
    ErrorKind.NOT_A_COURSE: _(
        "{path} is not a hairtrack course. Choose a folder that hairtrack made, or start a new course."
    ),
    ErrorKind.COURSE_EXISTS: _("{path} already exists and is not empty. Choose another name."),
    ErrorKind.COURSE_TOO_NEW: _(
        "{path} was made by a newer hairtrack (format {found}; this one knows {known}). Nothing was touched. Update hairtrack to open it."
    ),
    ErrorKind.COURSE_DAMAGED: _(
        "The records of {path} are damaged. The photos are untouched. Restore course.sqlite from the backups folder inside it."
    ),
    ErrorKind.COURSE_LOCKED: _("{path} is open in another window. Close it there first."),
    ErrorKind.COURSE_READ_ONLY: _("{path} is open for reading only, so nothing can be changed here."),
    ErrorKind.DISK_FULL: _(
        "The disk is full, so {path} could not be written. Nothing was lost. Free some space and try again."
    ),
    ErrorKind.DISK_READ_ONLY: _(
        "{path} cannot be written. Check that the disk is not write-protected and that you may write there."
    ),
    ErrorKind.OUTPUT_UNWRITABLE: _("{path} could not be written. Close it where it is open, or choose another place."),
    ErrorKind.OUTPUT_FORBIDDEN: _("You may not write in {folder}. Choose another place."),
    ErrorKind.OUTPUT_FOLDER_MISSING: _(
        "{folder} is not a folder that is there, so {path} could not be written. Make it first, or choose another place."
    ),
    ErrorKind.OUTPUT_IS_FOLDER: _("{path} is a folder. Choose a name for a file."),
    ErrorKind.OUTPUT_IS_FILE: _("{path} is a file. Choose a folder, or a new name for one."),
    ErrorKind.OUTPUT_NAME_TOO_LONG: _("The name {path} is too long for this disk. Choose a shorter one."),
    ErrorKind.OUTPUT_IN_COURSE: _(
        "{path} would lie inside the course {course}, whose files are kept as they are. Choose another place."
    ),
    ErrorKind.OUTPUT_OVER_PHOTO: _("{path} is a photo, and no photo is ever replaced. Choose another name."),
    ErrorKind.MASK_OVER_PHOTO: _(
        "The mask {mask} would replace the photo itself. Choose another folder for the masks."
    ),
    ErrorKind.MASKS_COLLIDE: _(
        "The masks of {file} and {other} would both be {mask}. Rename one, or measure them into two folders."
    ),
    ErrorKind.UNKNOWN_PHOTO: _(
        "The course has no photo {photo}. Use the first 8 characters of a hash from the list of photos."
    ),
    ErrorKind.BAD_DATE: _("{text} is not a date. Write it with its year, such as 2026-03-12."),
    ErrorKind.SERIES_TOO_LONG: _(
        "With this gap the last of the {count} photos would be taken on {last}, which is still to come. Choose an earlier start or a shorter gap."
    ),
    ErrorKind.BAD_POINTS: _("{file} cannot be used. Write it as {expected}."),
    ErrorKind.POINT_OUTSIDE: _(
        "Point {number} lies outside {photo}, which is {width} × {height} pixels. Check that the points belong to this photo and its reference photo."
    ),
    ErrorKind.POINTS_IN_REFERENCE: _(
        "{photo} is the reference photo of its view, which other photos are aligned with. Name one of those."
    ),
    ErrorKind.NO_POINTS: _("No points are placed in {photo} yet. Place some on the Align page first."),
    ErrorKind.BAD_REGION: _("A region needs at least three corners that enclose an area inside the photo."),
    ErrorKind.NO_REGION: _("There is no region to measure yet. Draw one first."),
    ErrorKind.AREA_NOT_IN_VIEW: _("{area} is not seen in the {view} view, which shows: {known}. Choose another view."),
    ErrorKind.AREA_BY_NAME: _("{name} stands for that area by its name. Give the region another name first."),
    ErrorKind.COPY_TO_SAME_VIEW: _("{name} is in the {view} view already. Choose another view to copy it to."),
    ErrorKind.PAIR_OF_TWO_VIEWS: _(
        "Photos {before} and {after} show two views, so they cannot be compared. Choose two of one view."
    ),
    ErrorKind.BAD_COVER: _("A cover needs at least three corners that enclose an area inside the photo."),
    ErrorKind.NO_FACE_IN_VIEW: _(
        "Where a face would be in the {view} view is not known; it is in {known}. Draw the cover by hand."
    ),
    ErrorKind.HEAD_NOT_FOUND: _(
        "The head could not be told from what is behind it in the {view} photo. Draw the cover by hand."
    ),
    ErrorKind.PAIR_WITHOUT_DATE: _(
        "Photo {photo} has no date, so it cannot stand before or after another. Say when it was taken, or show it alone."
    ),
    ErrorKind.NO_PHOTO_IN_VIEW: _("There is no dated photo of the {view} view yet. Add one first."),
    ErrorKind.NOTHING_TO_COMPARE: _(
        "There are no two dated photos of one view to compare. Add photos of another visit, or choose other days."
    ),
    ErrorKind.DAYS_REVERSED: _("{after} does not come after {before}. Choose two days, the earlier one first."),
    ErrorKind.NOTHING_TO_RATE: _(
        "A blinded rating needs three aligned visits of one view; the {view} view has {visits}. Align its photos, or add those of another visit."
    ),
    ErrorKind.RATER_MISSING: _("The rater has no name yet. Write who rates, such as your first name."),
    ErrorKind.NOTHING_TO_GUIDE: _("The course has no dated photo yet, so there is none to take the next one like."),
    ErrorKind.MATCHER_NOT_A_NETWORK: _(
        "{file} is no network of {name} that can be used. Choose the ONNX file of {name}, or leave the matcher out."
    ),
    ErrorKind.MATCHER_ODD_ANSWER: _(
        "{file} does not answer as {name} does in OpenCV 5. Choose an ONNX file of {name} that was made for it, or leave the matcher out."
    ),
    ErrorKind.MATCHER_CRASHED: _(
        "{aliked} or {lightglue} made the program that tried them fail. Choose other files, or leave the matcher out."
    ),
    ErrorKind.MATCHER_TOO_SLOW: _(
        "{aliked} and {lightglue} took more than {seconds} seconds for one pair of photos. Choose smaller networks, or leave the matcher out."
    ),
    ErrorKind.CAMERA_MISSING: _(
        "No camera was found on this computer. Hold the phone to the ghost, or print the guide."
    ),
    ErrorKind.CAMERA_BUSY: _(
        "The camera could not be opened. Close other programs that use it, and check that this one may."
    ),
    ErrorKind.CAMERA_LOST: _("The camera stopped sending pictures. Plug it in again, or close what else uses it."),
    ErrorKind.CAMERA_BLACK: _(
        "The camera sends only black pictures. Open its shutter or cover, and check that this program may use it."
    ),
    ErrorKind.NOTHING_TO_REPORT: _(
        "There is nothing to report yet. Add dated photos, or say on the course page what is taken."
    ),
    ErrorKind.NOTHING_IN_DAYS: _("The course has neither photos nor entries {days}. Choose other days."),
    ErrorKind.ONE_COMPARISON: _(
        "A report of one comparison shows one pair, and {pairs} are chosen. Leave out all but one, or choose the full report."
    ),
    ErrorKind.FILM_NEEDS_TWO_DAYS: _(
        "A time-lapse needs aligned photos of at least two days, and the {view} view has {days}. Align its photos, add some of another day, or choose another view or a longer time."
    ),
    ErrorKind.FILM_NEEDS_COVER: _(
        "Nothing is covered in the {view} view, which may show a face. Cover it first, or leave covers out."
    ),
    ErrorKind.FILM_LITTLE_SHARED: _(
        "The photos of the {view} view share only {percent} % of their frame, too little for a time-lapse. Leave out those that were taken from nearer, by choosing other days."
    ),
    ErrorKind.FILM_FIGURE_OUTSIDE: _("{number} is no {what} for this kind of time-lapse. Use {least} to {most}."),
    ErrorKind.NO_PHOTO_TO_SHOW: _(
        "There is no picture to make of this comparison. {why} Change what is covered or cut, or choose two other photos."
    ),
    ErrorKind.POSTER_WITHOUT_PHOTOS: _(
        "A poster shows photos, and there is no dated one to show. Add photos, choose other days, or another kind of report."
    ),
    ErrorKind.NO_PHOTO_FOR_POSTER: _(
        "There is no photo to hang on a poster. {why} Change what is covered or cut, or choose another kind of report."
    ),
    ErrorKind.REPORT_FAILED: _("The report could not be made: {detail}. Nothing was written."),
    ErrorKind.DIARY_UNREADABLE: _(
        "{file} is not a diary table. It needs a first line with the column names {columns}."
    ),
    ErrorKind.DIARY_NOT_UTF8: _(
        "{file} is not saved as UTF-8, so its letters cannot be trusted. In the spreadsheet, save it as CSV UTF-8."
    ),
    ErrorKind.DIARY_CELL_MISSING: _("The cell under {column} is empty. Fill it in."),
    ErrorKind.DIARY_CELL_UNUSED: _(
        "A line of the kind {entry} has no use for what stands under {columns}. Move it to the note, or empty it."
    ),
    ErrorKind.DIARY_ROW_TOO_LONG: _(
        "The line has {cells} cells for {columns} columns. Put text that holds the separator in quotation marks."
    ),
    ErrorKind.DIARY_LINE_BROKEN: _(
        "The cells of this line cannot be told apart. Check its quotation marks: each one that opens a cell must be closed at its end."
    ),
    ErrorKind.DIARY_KIND_UNKNOWN: _("{word} is not known here. Use one of {known}."),
    ErrorKind.DIARY_UNIT_UNKNOWN: _("{unit} cannot be read here. Use {known}."),
    ErrorKind.DIARY_CONTRADICTS: _(
        "For the {what} of {name} the diary has {kept} and this line {said}. Nothing was changed; correct one of them."
    ),
    ErrorKind.DIARY_TREATMENT_UNKNOWN: _(
        "{name} was not being taken on {on}, as far as the diary knows. Add the treatment with its start first."
    ),
    ErrorKind.DIARY_TREATMENT_AMBIGUOUS: _(
        "{name} is in the diary in several forms: {forms}. Write under form which one is meant."
    ),
    ErrorKind.DIARY_NOT_PAUSED: _(
        "{name} is not paused on {on}, as far as the diary knows. Pause it first, or leave this out."
    ),
    ErrorKind.LINE_UNKNOWN: _("{words} is not known here. To keep it in your own words, begin with note."),
    ErrorKind.LINE_NEAR: _(
        "{words} is not known here. Near it: {near}. To keep it in your own words, begin with note."
    ),
    ErrorKind.LINE_SEVERAL: _("{words} can be {known}. Write more of the name."),
    ErrorKind.LINE_NEEDS: _("{name} needs {what}, such as: {example}."),
    ErrorKind.LINE_REST: _("{rest} is not understood after {before}. Leave it out, or keep it as a note of its own."),
    ErrorKind.LINE_NOT_STARTED: _(
        "{name} was not being taken on {on}, as far as the diary knows. If it began that day, write: start {name}."
    ),
    ErrorKind.LINE_TO_COME: _("{on} is still to come, so nothing can have happened then. Correct the day."),
    ErrorKind.LINE_KEPT_ALREADY: _("This is in the diary already, for {on}."),
    ErrorKind.DIARY_ENTRY_UNKNOWN: _(
        "The diary has no entry {entry}. It may have been removed; look at the list again."
    ),
    ErrorKind.DIARY_NAME_MISSING: _("The {what} has no name yet. Write what it is."),
    ErrorKind.DIARY_STOP_BEFORE_START: _(
        "{name} cannot stop on {stop}, before its start on {start}. Correct one of the two dates."
    ),
    ErrorKind.DIARY_DOSE_MISSING: _(
        "The change of {name} on {on} has no dose. Write the new one, such as 50 mg daily."
    ),
    ErrorKind.DIARY_DOSE_WITHOUT_UNIT: _("The dose {dose} has no unit. Write it with one, such as 50 mg daily."),
    ErrorKind.DIARY_DOSE_OUTSIDE: _("On {on} {name} was not being taken. Choose a day between its start and its stop."),
    ErrorKind.DIARY_NOT_A_NUMBER: _("{text} is not a number. Write it with digits, such as 4.2."),
    ErrorKind.DIARY_NOT_WHOLE: _("{text} is not a whole number. Write it without decimals, such as 4."),
    ErrorKind.DIARY_VALUE_WITHOUT_UNIT: _(
        "{name} {value} has no unit. Write the laboratory's own, such as mg/dl, or ratio where there is none."
    ),
    ErrorKind.DIARY_RANGE_REVERSED: _("The range of {name} runs from {low} to {high}. Write the lower number first."),
    ErrorKind.DIARY_SEVERITY_OUTSIDE: _("{number} is outside the scale. Choose 0 to 10."),
    ErrorKind.DIARY_LENGTH_OUTSIDE: _("{number} mm cannot be a hair length. Write millimetres between 0 and 2000."),
    ErrorKind.DIARY_RHYTHM_OUTSIDE: _("A reminder cannot return every {number} days. Choose 1 to 3660."),
    ErrorKind.DIARY_KEPT_OUTSIDE: _(
        "The diary has a dose of {name} given or missed on {on}, which would lie outside its dates. Correct them, or that entry first."
    ),
    ErrorKind.DIARY_PAUSE_OUTSIDE: _(
        "The pause from {since} lies outside the time of {name}, {start} to {stop}. Correct one of the dates."
    ),
    ErrorKind.DIARY_PAUSES_OVERLAP: _(
        "Two pauses of {name} overlap: one begins on {since} before the other has ended. Correct one of them."
    ),
    ErrorKind.DIARY_TREATMENTS_OVERLAP: _(
        "{name} is in the diary already for that time, since {start}. Change that entry, choose days that do not overlap, or write the form of each, such as tablet and foam."
    ),
    ErrorKind.DIARY_END_BEFORE_START: _(
        "{name} cannot end on {end}, before it begins on {start}. Correct one of the two dates."
    ),
    ErrorKind.DIARY_NOT_TAKEN: _("On {on} {name} was not being taken. Correct the day, or the treatment's own dates."),
    ErrorKind.DIARY_MISSED_OUTSIDE: _("{missed} missed in {days} cannot be kept. Count 1 or more, in 1 to 366 days."),
    ErrorKind.DIARY_SALT_OUTSIDE: _("{number} is no percentage of scalp. Write 0 (no hair lost) to 100 (all lost)."),
    ErrorKind.DIARY_SALT_AREAS_MISSING: _(
        "The loss of all four areas is needed, top, back, left and right, or of none."
    ),
    ErrorKind.DIARY_SALT_CONTRADICTS: _("The four areas add up to a SALT of {sum}, not {total}. Correct one of them."),
    ErrorKind.DIARY_STAGE_UNKNOWN: _("{grade} is not a stage of {scale}. Use one of {known}."),
    ErrorKind.DIARY_WEEK_OUTSIDE: _(
        "Week {number} cannot be planned. Write weeks between 0 and 520; a rhythm needs at least 1."
    ),
    ErrorKind.DIARY_TEST_WITHOUT_DAY: _("{what} has neither a week nor a rhythm. Say when it is to be done."),
    ErrorKind.DIARY_ENDS_BY_ITSELF: _(
        "{what}: this ends by itself once it is in the course. Add the photos, or enter the result."
    ),
}

_REASONS: dict[ReasonKind, str] = {
    ReasonKind.NO_DATE: _("The photo has no date yet. Say when it was taken."),
    ReasonKind.TOO_SMALL: _(
        "The photo is small ({width} x {height} pixels), so single hairs are lost. Use the original from the phone, not a chat copy."
    ),
    ReasonKind.BLURRED: _("The photo is blurred. Hold the phone still, or rest it on something."),
    ReasonKind.OVEREXPOSED: _(
        "Parts are so bright that nothing can be seen there ({percent} %). Move away from the lamp or flash."
    ),
    ReasonKind.TOO_DARK: _("The photo is very dark. Take the next one by a window."),
    ReasonKind.ALREADY_IMPORTED: _("This photo is already in the course."),
    ReasonKind.SAME_BYTES: _("This file is the same as {file}, so one of the two is enough."),
    ReasonKind.SAME_SHOT: _(
        "This is the same shot as {file}, which is the better copy. Add it on its own if the two do differ."
    ),
    ReasonKind.BETTER_COPY: _("This is the same shot as {file} in the course, with more pixels, and takes its place."),
    ReasonKind.PUT_BACK: _(
        "This photo is in the course, but its original is missing or damaged. Adding it puts the original back."
    ),
    ReasonKind.SEVERAL_PICTURES: _("The file holds several pictures; the first one is used."),
    ReasonKind.ORIGINAL_MISSING: _(
        "The original of {file} is no longer in the course folder. Put {stored_as} back into its photos folder."
    ),
    ReasonKind.VIEW_SUGGESTED: _(
        "The view ({view}) was suggested because it looks like earlier photos. Set it, if it is another."
    ),
    ReasonKind.DATES_DISAGREE: _(
        "The file names two days that lie apart, {day} and {other}. Check which one is right."
    ),
    ReasonKind.DATE_AMBIGUOUS: _("The file's name can mean {day} or {other}. Say which day is right."),
    ReasonKind.DATE_OF_SAVING: _(
        "The file names only the day on which it was last saved, {day}. Check whether the photo was taken then."
    ),
    ReasonKind.DATE_OF_COPY: _(
        "{count} files name only {day}, so that is likely when they were saved or copied. Say when the photo was taken."
    ),
    ReasonKind.DATE_REPEATED: _(
        "{count} photos carry the very same second of {day}, as scanners and programs write it. Say when the photo was taken."
    ),
    ReasonKind.DATE_IN_UTC: _(
        "The file's name counts the day in world time, {day}; where the photo was taken it may have been the day before or after. Check it."
    ),
    ReasonKind.DATE_OF_SENDING: _(
        "The file's name tells the day on which the photo was sent, {day}. Check whether it was taken then."
    ),
    ReasonKind.DATE_NOT_SET: _(
        "Where the camera writes the day the file has blanks or zeros. Check when the photo was taken."
    ),
    ReasonKind.DATE_UNREADABLE: _("Where the file should name a day it says {text}. Check when the photo was taken."),
    ReasonKind.DATE_TOO_EARLY: _(
        "The file says {text}, which is before digital cameras were common, so the clock was likely not set. Check when the photo was taken."
    ),
    ReasonKind.DATE_TO_COME: _(
        "The file says {text}, which is still to come, so the clock was likely wrong. Check when the photo was taken."
    ),
    ReasonKind.NO_STABLE_MARKS: _(
        "Too few marks on the skin could be found again in both photos. Place three to six points by hand."
    ),
    ReasonKind.MATCHES_DISAGREE: _(
        "The marks found in both photos contradict each other, so the photos may not show the same place. Place three to six points by hand if they do."
    ),
    ReasonKind.WAYS_DISAGREE: _(
        "Compared with different photos of this view, the photo comes to lie in different places, and nothing tells which one is right. Place three to six points by hand."
    ),
    ReasonKind.WAY_LEFT_OUT: _(
        "Compared with the reference photo alone, the photo would lie elsewhere. It was aligned through the photos of other visits, which agree with each other."
    ),
    ReasonKind.MATCHES_TOO_CLUSTERED: _(
        "The marks found in both photos lie too close together to align the whole region. Place some points by hand."
    ),
    ReasonKind.IMPLAUSIBLE_POSE: _(
        "The two photos would have to differ too much in angle or distance. Check that they show the same view, or place points by hand."
    ),
    ReasonKind.MIRRORED: _(
        "One photo is the mirror image of the other, as selfies often are. It can be used mirrored, once you say so. For the next photo, turn off mirroring in the camera."
    ),
    ReasonKind.ERROR_TOO_LARGE: _(
        "The alignment would be off by about {percent} % of the photo's width, too much to compare. Place or correct some points by hand."
    ),
    ReasonKind.TOO_FEW_LANDMARKS: _("Points placed: {count}. Place at least three, well apart."),
    ReasonKind.LANDMARKS_TOO_NARROW: _(
        "The points lie close together or on one line, which does not say where the rest of the head is. Place one more, well to the side."
    ),
    ReasonKind.LANDMARKS_DISAGREE: _(
        "The points do not fit together: point {landmark} is off by {percent} % of the width. Check it, or take it away."
    ),
    ReasonKind.NOT_ALIGNED: _(
        "The photo is not aligned with the reference photo, so the region cannot be carried over. Align it first."
    ),
    ReasonKind.OTHER_VIEW: _(
        "The two photos show different views, so points of one are not in the other. Choose two of one view."
    ),
    ReasonKind.REGION_OUTSIDE_PHOTO: _("The region lies partly outside this photo."),
    ReasonKind.REGION_NOT_TRUSTED: _("The alignment cannot be trusted over the whole region ({percent} % of it can)."),
    ReasonKind.REGION_TOO_SMALL: _("The region is too small to be judged in this photo."),
    ReasonKind.COLOURLESS: _(
        "The photo is black and white, or nearly so, and without colours hair and skin are told apart wrongly too often. Import it as the camera took it."
    ),
    ReasonKind.UNLIKE_SCALP: _(
        "What the region shows here is unlike any scalp that hairtrack knows, so a number would be a guess. Check that it lies on the head, take out clips and the like, and use photos without filter or coloured light."
    ),
    ReasonKind.HAIR_LIKE_SKIN: _(
        "Hair and skin look too much alike in these photos to be told apart. Touch some hair and some skin to show which is which."
    ),
    ReasonKind.TOO_LITTLE_JUDGED: _(
        "Only {percent} % of the region can be judged; the rest is glare, deep shadow or out of sight."
    ),
    ReasonKind.TOO_MUCH_TAKEN_OUT: _(
        "So much of the region is taken out here ({percent} %) that the rest cannot stand for it. Put some back, or leave this photo out."
    ),
    ReasonKind.RESOLUTION_TOO_LOW: _(
        "The photo is too coarse to tell hair from skin. Use the original from the phone, from closer."
    ),
    ReasonKind.OTHER_SCALE: _(
        "One photo was taken from {percent} % {direction}. Use the same distance, such as arm's length."
    ),
    ReasonKind.OTHER_SHARPNESS: _("One photo is much less sharp than the other. Hold the phone still."),
    ReasonKind.OTHER_LIGHT: _("The light differs between the two photos. Use the same place, lamp and time of day."),
    ReasonKind.OTHER_ANGLE: _(
        "The head was turned by about {degrees} degrees between the two photos. Hold it as in the first."
    ),
    ReasonKind.OTHER_HAIRCUT: _(
        "The hair was cut between the two photos ({note}). Compare photos of about the same length."
    ),
    ReasonKind.LITTLE_OVERLAP: _(
        "Only {percent} % of the region is seen in both photos. Keep the whole region in the picture, as in the first."
    ),
    ReasonKind.OTHER_COLOUR: _(
        "The light has another colour in one of the two photos. Use the same lamp, or daylight both times, and no filter."
    ),
    ReasonKind.OTHER_BRIGHTNESS: _(
        "One photo is much brighter than the other. Use the same lamp, and tap the scalp on the screen before you press the button."
    ),
    ReasonKind.GLARE: _(
        "Glare or black shadow lies on {percent} % more of the region and its surroundings in one photo than in the other. Turn off the flash and step out of hard light."
    ),
    ReasonKind.LOOSE_ALIGNMENT: _(
        "The alignment may be off by {percent} % of the region's width. Place more points around the region, and keep the same angle."
    ),
    ReasonKind.OTHER_HAIR_STATE: _(
        "The hair itself looks different, as if cut, wet or styled in another way. Take photos of dry hair without product, of about the same length and combed alike."
    ),
    ReasonKind.HAIR_DYED: _("The hair was dyed between the two photos ({day}). Compare photos of the same colour."),
    ReasonKind.HAIR_WASHED: _(
        "The hair was washed on the day of one photo only ({day}). Wash it on the day of the next photo too, and let it dry."
    ),
    ReasonKind.WET_AND_DRY: _(
        "By your notes the hair was wet on {day} and dry on the other day. Wet hair shows more scalp. Let it dry before the photos."
    ),
    ReasonKind.BOTH_WET: _(
        "By your notes the hair was wet both times. Wet hair shows more scalp, so less is seen as covered than when it is dry. Let it dry before the next photos."
    ),
    ReasonKind.OTHER_CAMERA: _("The photos come from two cameras ({first}, then {second}). Use the same one."),
    ReasonKind.OTHER_LENS: _(
        "Another lens or zoom was used ({first} mm, then {second} mm). Use the same lens, without zoom."
    ),
    ReasonKind.KINDER_PAIR: _(
        "The best matched of {pairs} pairs of first and last visits ({before} and {after}) comes out {points} points lower. Compare those two as well before you rely on this."
    ),
    ReasonKind.NOT_MEASURED: _("The region has no value in {which} photo."),
    ReasonKind.TONE_NOT_ALIGNED: _("Tones cannot be matched: a photo is not aligned. Align it first."),
    ReasonKind.TONE_LITTLE_IN_COMMON: _(
        "Tones cannot be matched: the two photos show too little of the same place. Choose another pair."
    ),
    ReasonKind.TONE_CLIPPED: _(
        "Tones cannot be matched: too much is blown out or black in one of the photos. Look at the originals."
    ),
    ReasonKind.TONE_TOO_FAR: _(
        "Tones cannot be matched: the light differs by more than can be brought together. Look at the originals."
    ),
    ReasonKind.TONE_UNLIKE: _(
        "Tones cannot be matched: most of the place differs by more than one common light, as where hair filled in or light comes from the side. Look at the originals."
    ),
    ReasonKind.TOO_FEW_RATED: _(
        "{first} and {second} have rated {pairs} pairs both; with {needed} it can be said how well they agree."
    ),
    ReasonKind.NOT_IN_FRAME: _("The photo is not aligned with the reference photo, so it would jump. Align it first."),
    ReasonKind.LITTLE_IN_FRAME: _(
        "The photo shows only {percent} % of what the others show. Keep the whole head in the picture, as in the first."
    ),
    ReasonKind.COVER_NOT_PLACED: _(
        "Where the cover lies on this photo is not known, so that it cannot be shown. Align it, or leave covers out."
    ),
    ReasonKind.TOLD_BY_OTHERS: _("Left out so that no stretch of time is told at more length than another."),
    ReasonKind.TOLD_BY_SAME_DAY: _(
        "Another photo of this day matches the visits beside it better in light and sharpness."
    ),
    ReasonKind.SALT_AREA_NOT_DRAWN: _(
        "No region stands for the {area} yet. Add the SALT area on the Measure page, or mark a region as it."
    ),
    ReasonKind.SALT_AREA_NOT_SEEN: _("No photo of this visit shows the {area}. Take what is missing within a week."),
    ReasonKind.SALT_AREA_NOT_MEASURED: _("This visit has no measurement of the {area} yet. Measure it."),
    ReasonKind.SALT_AREA_REFUSED: _("The {area} cannot be judged at this visit."),
    ReasonKind.SALT_MEASURE_AGAIN: _(
        "Measure the {area} again to estimate the SALT: this was done before the dense hair was kept."
    ),
    ReasonKind.SALT_DAYS_APART: _("The photos of this visit lie {days} days apart."),
    ReasonKind.SALT_EVEN_LOSS: _(
        "Hair that thinned evenly over the whole head, and bare skin under longer hair, cannot be seen this way; that loss is not counted."
    ),
    ReasonKind.SALT_DENSE_OF_OTHER_VISIT: _(
        "No dense hair is seen at this visit, so that of {day} stands in, and the interval is wider."
    ),
    ReasonKind.SALT_DENSE_SUPPOSED: _(
        "No dense hair is seen at any visit within a year, so what full hair usually covers stands in, and the interval is wider."
    ),
    ReasonKind.LAB_OTHER_UNIT: _(
        "{name} is in {unit} here and in {former} on {day}. Both are kept as written; check that neither is a slip."
    ),
}


_DAYS = ("day", "other")
_KEPT_WORDS: Mapping[str, Mapping[str, str]] = {
    "view": {str(view): said for view, said in VIEWS_WITHIN.items()},
    "known": {str(view): said for view, said in VIEWS_WITHIN.items()},
    "direction": {"closer": _("closer"), "further away": _("further away")},
    "which": {
        "the first": _c("photo", "the first"),
        "the second": _c("photo", "the second"),
        "this": _c("photo", "this"),
    },
}
"""Facts that are kept in English, by their names, and how they are said."""


def error_sentence(error: HairtrackError) -> str:
    """Say what happened and what to do next."""
    return _ERRORS[error.kind].format(**_in_words(error.facts))


def reason_sentence(reason: Reason) -> str:
    """Say why a result was refused or is doubted, and what to do about it."""
    days = {name: _in_full(fact) for name, fact in reason.facts.items() if name in _DAYS}
    return _REASONS[reason.kind].format(**{**_in_words(reason.facts), **days, **_point(reason.facts)})


def _point(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Name a point that has a name: "3 (whorl)"."""
    name = str(facts.get("name", "")) if "landmark" in facts else ""
    return {"landmark": f"{facts['landmark']} ({shown(name)})"} if name else {}


def _in_words(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Write facts in the language in use."""
    return {name: _fact_words(name, fact) for name, fact in facts.items()}


def _fact_words(name: str, fact: Fact) -> Fact:
    if isinstance(fact, float):
        return as_written(fact)
    known = _KEPT_WORDS.get(name)
    return ", ".join(known.get(word, word) for word in str(fact).split(", ")) if known else fact


def _in_full(fact: Fact) -> Fact:
    """Write a day in full."""
    try:
        return day_in_words(date.fromisoformat(str(fact)))
    except ValueError:
        return fact


def day_in_words(day: date) -> str:
    """Write a date in full, such as "12 March 2026"."""
    return _("{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=day.year)


def short_day_in_words(day: date) -> str:
    """Write a date where there is little room, such as "12 Mar 2026"."""
    return _c("short", "{day} {month} {year}", day=day.day, month=SHORT_MONTHS[day.month - 1], year=day.year)


def day_and_month(day: date) -> str:
    """Write a date whose year is known, such as "12 Mar"."""
    return _("{day} {month}", day=day.day, month=SHORT_MONTHS[day.month - 1])


def month_in_words(day: date) -> str:
    """Write the month of a date where there is little room, such as "Mar 2026"."""
    return _c("short", "{month} {year}", month=SHORT_MONTHS[day.month - 1], year=day.year)
