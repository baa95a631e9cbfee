/** What a deployment may use beside browser calls. */
export const FEATURES = ['rtmp', 'whip', 'url', 'sip', 'egress', 'turn'] as const

export type Feature = (typeof FEATURES)[number]

/** The features in use, in the order of FEATURES; empty means "browser calls only". */
export type Profile = readonly Feature[]
