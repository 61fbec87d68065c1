"""Every sentence about an error or a reason, in one place: what happened, then what to do next.

Templates take the facts of the error or reason by name. Plain words, no alarm, no praise.
"""

from datetime import date

from hairtrack.errors import ErrorKind, Fact, HairtrackError, Reason, ReasonKind

# By hand: the month names of `strftime` follow the system's language, the sentences do not.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_ERRORS: dict[ErrorKind, str] = {
    ErrorKind.FILE_MISSING: "{file} is not there. Check the name, or plug in the drive or card that holds it.",
    ErrorKind.FILE_UNREADABLE: "{file} cannot be read. Check that you may open it and that no other program holds it.",
    ErrorKind.FILE_EMPTY: "{file} is empty (0 bytes). Copy it again from the phone or the cloud.",
    ErrorKind.NOT_A_PHOTO: "{file} is not a photo that hairtrack can read. Use JPEG, HEIC, PNG, WebP or TIFF.",
    ErrorKind.PHOTO_DAMAGED: "{file} is damaged or incomplete. Copy it again from the phone or the cloud.",
    ErrorKind.PHOTO_TOO_LARGE: "{file} has {megapixels} megapixels; the limit is {limit}. Export it smaller and try again.",
    ErrorKind.FILE_CHANGED: "{file} changed while it was being imported. Import it again.",
    ErrorKind.FILE_TOO_LARGE: "{file} is larger than {limit} MB, so it is hardly a photo. Export it as JPEG and try again.",
    ErrorKind.READING_CRASHED: "{file} made its reader fail, so it is damaged or not what it claims to be. Open it in another program and export it as JPEG.",
    ErrorKind.READING_TOO_LONG: "{file} took too long to read, so it is damaged or not what it claims to be. Open it in another program and export it as JPEG.",
    ErrorKind.READING_TOO_HEAVY: "{file} needs more memory than a photo should. Export it as JPEG, or smaller, and try again.",
    ErrorKind.ORIGINAL_UNRECORDED: "{stored_as} lies in the photos folder but is not part of the course. Import it, or take it out of the folder.",
    ErrorKind.ORIGINAL_MISSING: "The original of {file} is no longer in the course folder. Put {stored_as} back into its photos folder.",
    ErrorKind.ORIGINAL_ALTERED: "The original of {file} was changed by another program. Put the unchanged {stored_as} back into the photos folder.",
    ErrorKind.NOT_A_COURSE: "{path} is not a hairtrack course. Choose a folder that hairtrack made, or start a new course.",
    ErrorKind.COURSE_EXISTS: "{path} already exists and is not empty. Choose another name.",
    ErrorKind.COURSE_TOO_NEW: "{path} was made by a newer hairtrack (format {found}; this one knows {known}). Nothing was touched. Update hairtrack to open it.",
    ErrorKind.COURSE_DAMAGED: "The records of {path} are damaged. The photos are untouched. Restore course.sqlite from the backups folder inside it.",
    ErrorKind.COURSE_LOCKED: "{path} is open in another window. Close it there first.",
    ErrorKind.COURSE_READ_ONLY: "{path} is open for reading only, so nothing can be changed here.",
    ErrorKind.DISK_FULL: "The disk is full, so {path} could not be written. Nothing was lost. Free some space and try again.",
    ErrorKind.DISK_READ_ONLY: "{path} cannot be written. Check that the disk is not write-protected and that you may write there.",
    ErrorKind.OUTPUT_UNWRITABLE: "{path} could not be written. Close it where it is open, or choose another place.",
    ErrorKind.OUTPUT_FORBIDDEN: "You may not write in {folder}. Choose another place.",
    ErrorKind.OUTPUT_FOLDER_MISSING: "{folder} is not a folder that is there, so {path} could not be written. Make it first, or choose another place.",
    ErrorKind.OUTPUT_IS_FOLDER: "{path} is a folder. Choose a name for a file.",
    ErrorKind.OUTPUT_NAME_TOO_LONG: "The name {path} is too long for this disk. Choose a shorter one.",
    ErrorKind.OUTPUT_IN_COURSE: "{path} would lie inside the course {course}, whose files are kept as they are. Choose another place.",
    ErrorKind.OUTPUT_OVER_PHOTO: "{path} is a photo, and no photo is ever replaced. Choose another name.",
    ErrorKind.MASK_OVER_PHOTO: "The mask {mask} would replace the photo itself. Choose another folder for the masks.",
    ErrorKind.MASKS_COLLIDE: "The masks of {file} and {other} would both be {mask}. Rename one, or measure them into two folders.",
    ErrorKind.UNKNOWN_PHOTO: "The course has no photo {photo}. Use the first 8 characters of a hash from the list of photos.",
    ErrorKind.UNKNOWN_VIEW: "{view} is not a view. Use one of {known}.",
    ErrorKind.BAD_DATE: "{text} is not a date. Write it with its year, such as 2026-03-12.",
    ErrorKind.SERIES_TOO_LONG: "With this gap the last of the {count} photos would be taken on {last}, which is still to come. Choose an earlier start or a shorter gap.",
    ErrorKind.BAD_POINTS: "{file} cannot be used. Write it as {expected}.",
    ErrorKind.BAD_REGION: "A region needs at least three corners that enclose an area inside the photo.",
    ErrorKind.NO_REGION: "There is no region to measure yet. Draw one first.",
    ErrorKind.REGION_WITHOUT_NAME: "The region has no name. Add one, such as --name Crown.",
    ErrorKind.REGION_WITHOUT_SHAPE: "Say what the region is: --polygon, --ellipse, --template, --copy-to, --colour or --salt.",
    ErrorKind.UNKNOWN_REGION: "The {view} view has no region named {name}. Draw it first, or check the name.",
    ErrorKind.AREA_NOT_IN_VIEW: "{area} is not seen in the {view} view, which shows: {known}. Choose another view.",
    ErrorKind.AREA_BY_NAME: "{name} stands for that area by its name. Give the region another name first.",
    ErrorKind.COPY_TO_SAME_VIEW: "{name} is in the {view} view already. Choose another view to copy it to.",
    ErrorKind.PAIR_OF_TWO_VIEWS: "Photos {before} and {after} show two views, so they cannot be compared. Choose two of one view.",
    ErrorKind.BAD_COVER: "A cover needs at least three corners that enclose an area inside the photo.",
    ErrorKind.COVER_WITHOUT_SHAPE: "Say what is to be covered: --polygon or --suggest; or --remove, or --json to list the covers.",
    ErrorKind.COVER_WITHOUT_VIEW: "Say in which view, such as --view frontal.",
    ErrorKind.NO_FACE_IN_VIEW: "Where a face would be in the {view} view is not known; it is in {known}. Draw the cover by hand.",
    ErrorKind.HEAD_NOT_FOUND: "The head could not be told from what is behind it in the {view} photo. Draw the cover by hand.",
    ErrorKind.NO_PHOTO_IN_VIEW: "There is no dated photo of the {view} view yet. Add one first.",
    ErrorKind.NO_PHOTO_ON_DAY: "The {view} view has no photo of {day}. Choose a day from the list of photos.",
    ErrorKind.NOTHING_TO_COMPARE: "There are no two dated photos of one view to compare. Add photos of another visit.",
    ErrorKind.DAYS_REVERSED: "{after} does not come after {before}. Choose two days, the earlier one first.",
    ErrorKind.FAIR_WITH_DAYS: "--fair chooses the two days itself. Leave out --before and --after.",
    ErrorKind.NOTHING_TO_RATE: "A blinded rating needs three aligned visits of one view; the {view} view has {visits}. Align its photos, or add those of another visit.",
    ErrorKind.RATER_MISSING: "The rater has no name yet. Write who rates, such as your first name.",
    ErrorKind.NOTHING_TO_REPORT: "There is nothing to report yet. Add dated photos, or say on the course page what is taken.",
    ErrorKind.REPORT_FAILED: "The report could not be made: {detail}. Nothing was written.",
    ErrorKind.DIARY_UNREADABLE: "{file} is not a diary table. It needs a first line with the column names {columns}.",
    ErrorKind.DIARY_NOT_UTF8: "{file} is not saved as UTF-8, so its letters cannot be trusted. In the spreadsheet, save it as CSV UTF-8.",
    ErrorKind.DIARY_CELL_MISSING: "The cell under {column} is empty. Fill it in.",
    ErrorKind.DIARY_CELL_UNUSED: "A line of the kind {entry} has no use for what stands under {columns}. Move it to the note, or empty it.",
    ErrorKind.DIARY_ROW_TOO_LONG: "The line has {cells} cells for {columns} columns. Put text that holds the separator in quotation marks.",
    ErrorKind.DIARY_LINE_BROKEN: "The cells of this line cannot be told apart. Check its quotation marks: each one that opens a cell must be closed at its end.",
    ErrorKind.DIARY_KIND_UNKNOWN: "{word} is not known here. Use one of {known}.",
    ErrorKind.DIARY_UNIT_UNKNOWN: "{unit} cannot be read here. Use {known}.",
    ErrorKind.DIARY_CONTRADICTS: "For the {what} of {name} the diary has {kept} and this line {said}. Nothing was changed; correct one of them.",
    ErrorKind.DIARY_TREATMENT_UNKNOWN: "{name} was not being taken on {on}, as far as the diary knows. Add the treatment with its start first.",
    ErrorKind.DIARY_TREATMENT_AMBIGUOUS: "{name} is in the diary in several forms: {forms}. Write under form which one is meant.",
    ErrorKind.DIARY_NOT_PAUSED: "{name} is not paused on {on}, as far as the diary knows. Pause it first, or leave this out.",
    ErrorKind.LINE_UNKNOWN: "{words} is not known here. To keep it in your own words, begin with note.",
    ErrorKind.LINE_NEAR: "{words} is not known here. Near it: {near}. To keep it in your own words, begin with note.",
    ErrorKind.LINE_SEVERAL: "{words} can be {known}. Write more of the name.",
    ErrorKind.LINE_NEEDS: "{name} needs {what}, such as: {example}.",
    ErrorKind.LINE_REST: "{rest} is not understood after {before}. Leave it out, or keep it as a note of its own.",
    ErrorKind.LINE_NOT_STARTED: "{name} was not being taken on {on}, as far as the diary knows. If it began that day, write: start {name}.",
    ErrorKind.LINE_TO_COME: "{on} is still to come, so nothing can have happened then. Correct the day.",
    ErrorKind.LINE_KEPT_ALREADY: "This is in the diary already, for {on}.",
    ErrorKind.DIARY_ENTRY_UNKNOWN: "The diary has no entry {entry}. It may have been removed; look at the list again.",
    ErrorKind.DIARY_NAME_MISSING: "The {what} has no name yet. Write what it is.",
    ErrorKind.DIARY_STOP_BEFORE_START: "{name} cannot stop on {stop}, before its start on {start}. Correct one of the two dates.",
    ErrorKind.DIARY_DOSE_MISSING: "The change of {name} on {on} has no dose. Write the new one, such as 50 mg daily.",
    ErrorKind.DIARY_DOSE_WITHOUT_UNIT: "The dose {dose} has no unit. Write it with one, such as 50 mg daily.",
    ErrorKind.DIARY_DOSE_OUTSIDE: "On {on} {name} was not being taken. Choose a day between its start and its stop.",
    ErrorKind.DIARY_NOT_A_NUMBER: "{text} is not a number. Write it with digits, such as 4.2.",
    ErrorKind.DIARY_NOT_WHOLE: "{text} is not a whole number. Write it without decimals, such as 4.",
    ErrorKind.DIARY_VALUE_WITHOUT_UNIT: "{name} {value} has no unit. Write the laboratory's own, such as mg/dl, or ratio where there is none.",
    ErrorKind.DIARY_RANGE_REVERSED: "The range of {name} runs from {low} to {high}. Write the lower number first.",
    ErrorKind.DIARY_SEVERITY_OUTSIDE: "{number} is outside the scale. Choose 0 to 10.",
    ErrorKind.DIARY_LENGTH_OUTSIDE: "{number} mm cannot be a hair length. Write millimetres between 0 and 2000.",
    ErrorKind.DIARY_RHYTHM_OUTSIDE: "A reminder cannot return every {number} days. Choose 1 to 3660.",
    ErrorKind.DIARY_KEPT_OUTSIDE: "The diary has a dose of {name} given or missed on {on}, which would lie outside its dates. Correct them, or that entry first.",
    ErrorKind.DIARY_PAUSE_OUTSIDE: "The pause from {since} lies outside the time of {name}, {start} to {stop}. Correct one of the dates.",
    ErrorKind.DIARY_PAUSES_OVERLAP: "Two pauses of {name} overlap: one begins on {since} before the other has ended. Correct one of them.",
    ErrorKind.DIARY_TREATMENTS_OVERLAP: "{name} is in the diary already for that time, since {start}. Change that entry, choose days that do not overlap, or write the form of each, such as tablet and foam.",
    ErrorKind.DIARY_END_BEFORE_START: "{name} cannot end on {end}, before it begins on {start}. Correct one of the two dates.",
    ErrorKind.DIARY_NOT_TAKEN: "On {on} {name} was not being taken. Correct the day, or the treatment's own dates.",
    ErrorKind.DIARY_MISSED_OUTSIDE: "{missed} missed in {days} cannot be kept. Count 1 or more, in 1 to 366 days.",
    ErrorKind.DIARY_SALT_OUTSIDE: "{number} is no percentage of scalp. Write 0 (no hair lost) to 100 (all lost).",
    ErrorKind.DIARY_SALT_AREAS_MISSING: "The loss of all four areas is needed, top, back, left and right, or of none.",
    ErrorKind.DIARY_SALT_CONTRADICTS: "The four areas add up to a SALT of {sum}, not {total}. Correct one of them.",
    ErrorKind.DIARY_STAGE_UNKNOWN: "{grade} is not a stage of {scale}. Use one of {known}.",
    ErrorKind.DIARY_WEEK_OUTSIDE: "Week {number} cannot be planned. Write weeks between 0 and 520; a rhythm needs at least 1.",
    ErrorKind.DIARY_TEST_WITHOUT_DAY: "{what} has neither a week nor a rhythm. Say when it is to be done.",
    ErrorKind.NOT_DUE: "Nothing that is due is called {key}. Ask again what is due and take its name from there.",
    ErrorKind.DIARY_ENDS_BY_ITSELF: "{what}: this ends by itself once it is in the course. Add the photos, or enter the result.",
}

_REASONS: dict[ReasonKind, str] = {
    ReasonKind.NO_DATE: "The photo has no date yet. Say when it was taken.",
    ReasonKind.TOO_SMALL: "The photo is small ({width} x {height} pixels), so single hairs are lost. Use the original from the phone, not a chat copy.",
    ReasonKind.BLURRED: "The photo is blurred. Hold the phone still, or rest it on something.",
    ReasonKind.OVEREXPOSED: "Parts are so bright that nothing can be seen there ({percent} %). Move away from the lamp or flash.",
    ReasonKind.TOO_DARK: "The photo is very dark. Take the next one by a window.",
    ReasonKind.ALREADY_IMPORTED: "This photo is already in the course.",
    ReasonKind.SAME_BYTES: "This file is the same as {file}, so one of the two is enough.",
    ReasonKind.SAME_SHOT: "This is the same shot as {file}, which is the better copy. Add it on its own if the two do differ.",
    ReasonKind.BETTER_COPY: "This is the same shot as {file} in the course, with more pixels, and takes its place.",
    ReasonKind.PUT_BACK: "This photo is in the course, but its original is missing or damaged. Adding it puts the original back.",
    ReasonKind.SEVERAL_PICTURES: "The file holds several pictures; the first one is used.",
    ReasonKind.VIEW_SUGGESTED: "The view ({view}) was suggested because it looks like earlier photos. Set it, if it is another.",
    ReasonKind.DATES_DISAGREE: "The file names two days that lie apart, {day} and {other}. Check which one is right.",
    ReasonKind.DATE_AMBIGUOUS: "The file's name can mean {day} or {other}. Say which day is right.",
    ReasonKind.DATE_OF_SAVING: "The file names only the day on which it was last saved, {day}. Check whether the photo was taken then.",
    ReasonKind.DATE_OF_COPY: "{count} files name only {day}, so that is likely when they were saved or copied. Say when the photo was taken.",
    ReasonKind.DATE_REPEATED: "{count} photos carry the very same second of {day}, as scanners and programs write it. Say when the photo was taken.",
    ReasonKind.DATE_IN_UTC: "The file's name counts the day in world time, {day}; where the photo was taken it may have been the day before or after. Check it.",
    ReasonKind.DATE_OF_SENDING: "The file's name tells the day on which the photo was sent, {day}. Check whether it was taken then.",
    ReasonKind.DATE_NOT_SET: "Where the camera writes the day the file has blanks or zeros. Check when the photo was taken.",
    ReasonKind.DATE_UNREADABLE: "Where the file should name a day it says {text}. Check when the photo was taken.",
    ReasonKind.DATE_TOO_EARLY: "The file says {text}, which is before digital cameras were common, so the clock was likely not set. Check when the photo was taken.",
    ReasonKind.DATE_TO_COME: "The file says {text}, which is still to come, so the clock was likely wrong. Check when the photo was taken.",
    ReasonKind.NO_STABLE_MARKS: "Too few marks on the skin could be found again in both photos. Place three to six points by hand.",
    ReasonKind.MATCHES_DISAGREE: "The marks found in both photos contradict each other, so the photos may not show the same place. Place three to six points by hand if they do.",
    ReasonKind.MATCHES_TOO_CLUSTERED: "The marks found in both photos lie too close together to align the whole region. Place some points by hand.",
    ReasonKind.IMPLAUSIBLE_POSE: "The two photos would have to differ too much in angle or distance. Check that they show the same view, or place points by hand.",
    ReasonKind.MIRRORED: "One photo is the mirror image of the other, as selfies often are. Turn off mirroring in the camera, or flip that photo and add it again.",
    ReasonKind.ERROR_TOO_LARGE: "The alignment would be off by about {percent} % of the photo's width, too much to compare. Place or correct some points by hand.",
    ReasonKind.TOO_FEW_LANDMARKS: "Points placed: {count}. Place at least three, well apart.",
    ReasonKind.LANDMARKS_DISAGREE: "The points do not fit together (off by {percent} % of the width). Check the one marked.",
    ReasonKind.NOT_ALIGNED: "The photo is not aligned with the reference photo, so the region cannot be carried over. Align it first.",
    ReasonKind.OTHER_VIEW: "The two photos show different views, so points of one are not in the other. Choose two of one view.",
    ReasonKind.REGION_OUTSIDE_PHOTO: "The region lies partly outside this photo.",
    ReasonKind.REGION_NOT_TRUSTED: "The alignment cannot be trusted over the whole region ({percent} % of it can).",
    ReasonKind.REGION_TOO_SMALL: "The region is too small to be judged in this photo.",
    ReasonKind.HAIR_LIKE_SKIN: "Hair and skin look too much alike in these photos to be told apart. Touch some hair and some skin to show which is which.",
    ReasonKind.TOO_LITTLE_JUDGED: "Only {percent} % of the region can be judged; the rest is glare, deep shadow or out of sight.",
    ReasonKind.TOO_MUCH_TAKEN_OUT: "So much of the region is taken out here ({percent} %) that the rest cannot stand for it. Put some back, or leave this photo out.",
    ReasonKind.RESOLUTION_TOO_LOW: "The photo is too coarse to tell hair from skin. Use the original from the phone, from closer.",
    ReasonKind.OTHER_SCALE: "One photo was taken from {percent} % {direction}. Use the same distance, such as arm's length.",
    ReasonKind.OTHER_SHARPNESS: "One photo is much less sharp than the other. Hold the phone still.",
    ReasonKind.OTHER_LIGHT: "The light differs between the two photos. Use the same place, lamp and time of day.",
    ReasonKind.OTHER_ANGLE: "The head was turned by about {degrees} degrees between the two photos. Hold it as in the first.",
    ReasonKind.OTHER_HAIRCUT: "The hair was cut between the two photos ({note}). Compare photos of about the same length.",
    ReasonKind.LITTLE_OVERLAP: "Only {percent} % of the region is seen in both photos. Keep the whole region in the picture, as in the first.",
    ReasonKind.OTHER_COLOUR: "The light has another colour in one of the two photos. Use the same lamp, or daylight both times, and no filter.",
    ReasonKind.OTHER_BRIGHTNESS: "One photo is much brighter than the other. Use the same lamp, and tap the scalp on the screen before you press the button.",
    ReasonKind.GLARE: "Glare or black shadow lies on {percent} % more of the region and its surroundings in one photo than in the other. Turn off the flash and step out of hard light.",
    ReasonKind.LOOSE_ALIGNMENT: "The alignment may be off by {percent} % of the region's width. Place more points around the region, and keep the same angle.",
    ReasonKind.OTHER_HAIR_STATE: "The hair itself looks different, as if cut, wet or styled in another way. Take photos of dry hair without product, of about the same length and combed alike.",
    ReasonKind.HAIR_DYED: "The hair was dyed between the two photos ({day}). Compare photos of the same colour.",
    ReasonKind.HAIR_WASHED: "The hair was washed on the day of one photo only ({day}). Wash it on the day of the next photo too, and let it dry.",
    ReasonKind.WET_AND_DRY: "By your notes the hair was wet on {day} and dry on the other day. Wet hair shows more scalp. Let it dry before the photos.",
    ReasonKind.BOTH_WET: "By your notes the hair was wet both times. Wet hair shows more scalp, so less is seen as covered than when it is dry. Let it dry before the next photos.",
    ReasonKind.OTHER_CAMERA: "The photos come from two cameras ({first}, then {second}). Use the same one.",
    ReasonKind.OTHER_LENS: "Another lens or zoom was used ({first} mm, then {second} mm). Use the same lens, without zoom.",
    ReasonKind.KINDER_PAIR: "The best matched of {pairs} pairs of first and last visits ({before} and {after}) comes out {points} points lower. Compare those two as well before you rely on this.",
    ReasonKind.NOT_MEASURED: "The region has no value in {which} photo.",
    ReasonKind.TOO_FEW_RATED: "{first} and {second} have rated {pairs} pairs both; with {needed} it can be said how well they agree.",
    ReasonKind.SALT_AREA_NOT_DRAWN: "No region stands for the {area} yet. Add the SALT area on the Measure page, or mark a region as it.",
    ReasonKind.SALT_AREA_NOT_SEEN: "No photo of this visit shows the {area}. Take what is missing within a week.",
    ReasonKind.SALT_AREA_NOT_MEASURED: "This visit has no measurement of the {area} yet. Measure it.",
    ReasonKind.SALT_AREA_REFUSED: "The {area} cannot be judged at this visit.",
    ReasonKind.SALT_MEASURE_AGAIN: "Measure the {area} again to estimate the SALT: this was done before the dense hair was kept.",
    ReasonKind.SALT_DAYS_APART: "The photos of this visit lie {days} days apart.",
    ReasonKind.SALT_EVEN_LOSS: "Hair that thinned evenly over the whole head, and bare skin under longer hair, cannot be seen this way; that loss is not counted.",
    ReasonKind.SALT_DENSE_OF_OTHER_VISIT: "No dense hair is seen at this visit, so that of {day} stands in, and the interval is wider.",
    ReasonKind.SALT_DENSE_SUPPOSED: "No dense hair is seen at any visit within a year, so what full hair usually covers stands in, and the interval is wider.",
    ReasonKind.LAB_OTHER_UNIT: "{name} is in {unit} here and in {former} on {day}. Both are kept as written; check that neither is a slip.",
}


def error_sentence(error: HairtrackError) -> str:
    """Say what happened and what to do next."""
    return _ERRORS[error.kind].format(**error.facts)


def reason_sentence(reason: Reason) -> str:
    """Say why a result was refused or is doubted, and what to do about it."""
    facts = {name: _in_full(fact) if name in _DAYS else fact for name, fact in reason.facts.items()}
    return _REASONS[reason.kind].format(**facts)


_DAYS = ("day", "other")


def _in_full(fact: Fact) -> Fact:
    """Write a day in full."""
    try:
        return day_in_words(date.fromisoformat(str(fact)))
    except ValueError:
        return fact


def day_in_words(day: date) -> str:
    """Write a date in full, such as "12 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
