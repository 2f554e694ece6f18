/** The first of the texts that a file holds. */
export type TextSearch = (content: Buffer) => string | undefined;

const WINDOW = 48;
const BASE = 0x01000193;

/**
 * Looks for many texts (of 48 bytes and more) in one pass over a file: their beginnings by a rolling hash,
 * then the whole.
 */
export function createTextSearch(texts: readonly string[]): TextSearch {
  const byHash = new Map<number, Buffer[]>();
  for (const text of new Set(texts)) {
    const bytes = Buffer.from(text);
    if (bytes.length < WINDOW) throw new Error(`Too short to be looked for: ${text}`);
    const hash = hashFirst(bytes);
    byHash.set(hash, [...(byHash.get(hash) ?? []), bytes]);
  }
  let leaving = 1;
  for (let left = WINDOW - 1; left > 0; left -= 1) leaving = Math.imul(leaving, BASE);
  return (content) => {
    if (content.length < WINDOW) return undefined;
    let hash = hashFirst(content);
    for (let start = 0; ; start += 1) {
      const found = byHash
        .get(hash)
        ?.find((bytes) => content.subarray(start, start + bytes.length).equals(bytes));
      if (found !== undefined) return found.toString('utf8');
      if (start + WINDOW >= content.length) return undefined;
      const gone = Math.imul(content[start] ?? 0, leaving);
      hash = (Math.imul((hash - gone) | 0, BASE) + (content[start + WINDOW] ?? 0)) | 0;
    }
  };
}

function hashFirst(bytes: Buffer): number {
  let hash = 0;
  for (let index = 0; index < WINDOW; index += 1) hash = (Math.imul(hash, BASE) + (bytes[index] ?? 0)) | 0;
  return hash;
}
