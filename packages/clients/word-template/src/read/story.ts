import type { Relationships } from '../package/relationships.ts';
import type { Numberings } from './read-numbering.ts';
import type { Cascade } from './cascade.ts';
import type { FieldStack } from './fields.ts';
import type { Notes } from './notes.ts';
import type { ThemeFonts } from './read-run-properties.ts';
import type { Style, StyleSheet } from './style-sheet.ts';

/** What reading a text of the file needs: the body, a header or a footer (ECMA-376 Part 1, 17.2, 17.10). */
export interface Story {
  readonly kind: 'body' | 'bar';
  readonly relationships: Relationships;
  readonly styles: StyleSheet;
  readonly numberings: Numberings;
  readonly cascade: Cascade;
  readonly theme: ThemeFonts;
  readonly notes: Notes;
  readonly fields: FieldStack;
  /** Names what styles that are used say and what is not drawn. */
  readonly noteStyles: (styles: readonly Style[]) => void;
}
