/*
 * What both sides of a door keep to. It stands apart from the schemas that check it, so that the page
 * need not load them.
 */

/** Each has an engine process of its own: more of them would take the memory of a usual machine. */
export const MAX_OPEN_LOGS = 50

/** Texts whose matches are asked for at once, and how much of each is looked at. */
export const MAX_HIGHLIGHTED_TEXTS = 400
export const MAX_HIGHLIGHTED_LENGTH = 16_000

/** ssh reads no longer answer. */
export const MAX_ANSWER_LENGTH = 1000

/** Records that are shown with all of their lines. */
export const MAX_EXPANDED_RECORDS = 500

/** Rows that are asked for with another view: more are on no screen. */
export const MAX_SIGHT_ROWS = 500
