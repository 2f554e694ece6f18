/** A text that the engine does not accept as a regular expression. */
export class InvalidPattern extends Error {}

/**
 * A regular expression that cannot be run in bounded time, or is not known here; the message says which part.
 */
export class UnsupportedPattern extends Error {}
