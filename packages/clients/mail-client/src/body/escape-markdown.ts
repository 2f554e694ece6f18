/** CommonMark takes a backslash before any ASCII punctuation. */
export const escapeMarkdown = (text: string): string => text.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
