/** The message of what was thrown: that of an `Error`, otherwise its text. */
export const toErrorMessage = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
