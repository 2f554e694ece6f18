import type { FontFace } from './font-set.ts';

/** Characters without a glyph: joiners, direction marks, line break opportunities. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]/;
const STAYS_WITH_THE_ONE_BEFORE = /[\p{M}\u200C\u200D\uFE00-\uFE0F]/u;

export interface FontPiece {
  readonly text: string;
  /** `undefined`: no font has a glyph for its first character. */
  readonly face: FontFace | undefined;
}

export const isInvisible = (character: string): boolean => INVISIBLE.test(character);

/** Cuts a text where another font of the chain has to take over. A letter and its marks stay in one font. */
export function splitByFont(text: string, chain: readonly FontFace[]): readonly FontPiece[] {
  const [first] = chain;
  if (first !== undefined && hasAll(text, first)) return [{ text, face: first }];
  const pieces: { text: string; face: FontFace | undefined }[] = [];
  for (const cluster of splitIntoClusters(text)) {
    const face = chain.find((candidate) => hasAll(cluster, candidate));
    const last = pieces.at(-1);
    if (last !== undefined && (last.face === face || INVISIBLE.test(cluster)) && last.face !== undefined)
      last.text += cluster;
    else pieces.push({ text: cluster, face });
  }
  return pieces;
}

function hasAll(text: string, face: FontFace): boolean {
  for (const character of text) {
    if (!face.hasGlyph(character.codePointAt(0) ?? 0) && !INVISIBLE.test(character)) return false;
  }
  return true;
}

function splitIntoClusters(text: string): readonly string[] {
  const clusters: string[] = [];
  for (const character of text) {
    if (clusters.length > 0 && STAYS_WITH_THE_ONE_BEFORE.test(character))
      clusters.push((clusters.pop() ?? '') + character);
    else clusters.push(character);
  }
  return clusters;
}
