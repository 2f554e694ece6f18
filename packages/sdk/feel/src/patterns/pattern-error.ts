/** A text that is no regular expression to the engine. */
export class InvalidPattern extends Error {}

/** A regular expression that cannot be run in bounded time, or is not known here; the message says which part. */
export class UnsupportedPattern extends Error {}
