/** The message of what was thrown: that of an `Error`, else its text. */
export const toErrorMessage = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
