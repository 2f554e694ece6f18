/** What was thrown, or the reason of a signal, as an `Error`: itself if it is one, else an `Error` with its text. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
