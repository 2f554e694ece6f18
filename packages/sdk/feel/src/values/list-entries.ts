import type { FeelContext } from './values.ts';

type Entry = readonly [string, unknown];

interface Hashed {
  readonly entry: Entry;
  readonly hash: number;
}

/** Up to this many entries keep their order. */
const maxOrdered = 4;
const bitsPerLevel = 5;
const maxShift = 30;

/** The entries of a context in the order the engine has them: more than four are in that of its hash tree. */
export function listEntries(context: FeelContext): readonly Entry[] {
  const entries = Object.entries(context);
  if (entries.length <= maxOrdered) return entries;
  return walk(
    entries.map((entry) => ({ entry, hash: mix(hashText(entry[0])) })),
    0,
  ).map(({ entry }) => entry);
}

/** What is alone on its branch comes first, then the branches. */
function walk(entries: readonly Hashed[], shift: number): readonly Hashed[] {
  if (shift > maxShift) return entries;
  const branches: Hashed[][] = [];
  for (const hashed of entries) {
    const branch = (hashed.hash >>> shift) & 31;
    (branches[branch] ??= []).push(hashed);
  }
  const filled = Object.values(branches);
  return [
    ...filled.flatMap((branch) => (branch.length === 1 ? branch : [])),
    ...filled.flatMap((branch) => (branch.length > 1 ? walk(branch, shift + bitsPerLevel) : [])),
  ];
}

/** As Java hashes a text. */
function hashText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  }
  return hash;
}

/** As Scala spreads a hash. */
function mix(hash: number): number {
  let mixed = (hash + ~(hash << 9)) | 0;
  mixed ^= mixed >>> 14;
  mixed = (mixed + (mixed << 4)) | 0;
  return mixed ^ (mixed >>> 10);
}
