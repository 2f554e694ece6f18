const MAX_TAGS = 10;
const TAG = /^[A-Za-z][A-Za-z0-9_\-:.]{0,99}$/;

/** Why a process instance cannot be created with the tags, which are all different. */
export function findTagMistake(tags: readonly string[]): string | undefined {
  const expected = 'Expected to create instance of process with tags, but';
  if (tags.length > MAX_TAGS) return `${expected} the number of tags exceeds the limit of ${MAX_TAGS}.`;
  const invalid = tags.filter((tag) => !TAG.test(tag));
  return invalid.length === 0
    ? undefined
    : `${expected} the tags '${invalid.join("', '")}' are invalid. A tag must start with a letter (a-z, A-Z), followed by letters, digits, underscores, minuses, colons or periods, and have at most 100 characters.`;
}
