import { WordError } from '../word-error.ts';

/** What is drawn otherwise than Word would, one sentence each, each once. */
export interface Notes {
  add(note: string): void;
  list(): readonly string[];
}

const MAX_NOTES = 50;

export function createNotes(): Notes {
  const notes = new Set<string>();
  return {
    add(note) {
      if (notes.size < MAX_NOTES) notes.add(note);
    },
    list: () => [...notes],
  };
}

/** An error for content that would be missing from the document. */
export const unsupported = (what: string, around: string): WordError =>
  new WordError(
    'unsupported',
    `${what} cannot be drawn, and would be missing${around === '' ? '' : ` near "${shorten(around)}"`}`,
  );

const MAX_AROUND = 120;

/** A paragraph's text as messages show it. */
export function shorten(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  return plain.length > MAX_AROUND ? `${plain.slice(0, MAX_AROUND)}…` : plain;
}
