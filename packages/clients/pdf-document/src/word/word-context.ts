import type {
  FilledBlock,
  FilledParagraph,
  FilledPicture,
  RunLook,
  SectionLook,
} from '@jobwright/word-template';
import type { DocumentTools, Picture } from '../layout/layout-context.ts';
import type { Node, Slices } from '../layout/slice.ts';
import type { Style } from '../layout/theme.ts';
import type { Look } from '../text/text-line.ts';

/** What all blocks of a letter from Word share. */
export interface WordTools {
  readonly tools: DocumentTools;
  /** Of text that says nothing of its font or color. */
  readonly style: Style;
  /** Points between tab stops where a paragraph has none. */
  readonly tabWidth: number;
  /** Says once what is drawn otherwise than Word would. */
  readonly note: (note: string) => void;
  look(run: RunLook, link: string | undefined): Look;
  loadPicture(picture: FilledPicture): Promise<void>;
  /** One that has been loaded. */
  picture(picture: FilledPicture): Picture;
  /** Bookmarks that have been drawn: a loop may bring one several times, and the first one counts. */
  readonly bookmarks: Set<string>;
  /** Bookmarks that links lead to. */
  readonly anchors: ReadonlySet<string>;
  /** Lays out the blocks inside of a cell. */
  readonly layoutBlocks: (blocks: Iterable<FilledBlock>, context: WordContext) => Slices;
}

/** Where blocks are laid out. */
export interface WordContext {
  readonly word: WordTools;
  readonly section: SectionLook;
  /** Points. */
  readonly width: number;
  readonly parent: Node;
  readonly isInCell: boolean;
  /** In a header or footer. */
  readonly pageNumbers: { readonly number: number; readonly pages: number } | undefined;
}

/** Of all issues with the letter: it has no parts that have names. */
export const WORD_PATH = 'wordTemplate';

/** A paragraph by its text, as messages name it. */
export const locateParagraph = ({ around }: Pick<FilledParagraph, 'around'>): string =>
  around === '' ? WORD_PATH : `${WORD_PATH} "${around}"`;
