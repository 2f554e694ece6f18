/**
 * What was thrown, or the reason of a signal, as an `Error`: the same one if it is one, otherwise an `Error`
 * with its text.
 */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
