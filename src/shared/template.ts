/** What stands for the changing parts of an unknown message. */
export const VARIABLE_TEXT = '<*>'
