/** Characters of a pattern: with this bound, the time to match is linear in the text whatever the pattern. */
export const MAX_LIKE_LENGTH = 1_000;

interface Part {
  readonly literal: string;
  readonly wildcard: string;
}

const readParts = (pattern: string): readonly Part[] =>
  [...pattern.matchAll(/\\(.)|([\s\S])/g)].map(([, escaped, plain = '']) => ({
    literal: escaped ?? plain,
    wildcard: escaped === undefined ? plain : '',
  }));

/** Goes back to the last `*` only, never further. */
export function createLikeMatcher(pattern: string): (text: string) => boolean {
  const parts = readParts(pattern);
  return (text) => {
    let at = 0;
    let position = 0;
    let star = -1;
    let starPosition = 0;
    while (position < text.length) {
      const part = parts[at];
      if (part?.wildcard === '*') {
        star = at;
        starPosition = position;
        at += 1;
      } else if (part && (part.wildcard === '?' || part.literal === text[position])) {
        at += 1;
        position += 1;
      } else if (star >= 0) {
        at = star + 1;
        starPosition += 1;
        position = starPosition;
      } else return false;
    }
    return parts.slice(at).every(({ wildcard }) => wildcard === '*');
  };
}
