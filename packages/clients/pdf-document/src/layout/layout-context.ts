import type { Locale, Scope } from '@jobwright/text-values';
import { interpolate, type TextContext } from '../data/interpolate.ts';
import type { Block } from '../definition/block.schema.ts';
import type { DocumentSource } from '../definition/document.schema.ts';
import { findAddressProblem } from '../definition/link-address.ts';
import { LIMITS } from '../definition/limits.ts';
import type { DocumentRows } from '../definition/table.schema.ts';
import type { Run, Text } from '../definition/text.schema.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { ElementOptions } from '../pdf/structure-tree.ts';
import type { TextTools } from '../text/cut-text.ts';
import type { FontSet } from '../text/font-set.ts';
import { normalizeText } from '../text/normalize-text.ts';
import type { Look, StyledText } from '../text/text-line.ts';
import type { Node, Slices } from './slice.ts';
import type { Style, Theme } from './theme.ts';
import { definitionError, tooLargeError } from '../pdf-error.ts';

/** A picture that is in the document, by its name in the resources. */
export interface Picture {
  readonly name: string;
  /** Points at 96 pixels an inch. */
  readonly width: number;
  readonly height: number;
  /** How a camera was held, as EXIF counts it: 1 to 8. */
  readonly orientation: number;
  /** Number of its object in the document. */
  readonly objectId: number;
}

/** A document, or what a file brings itself, by a name of its own. */
export type PictureSource = DocumentSource | { readonly bytes: Uint8Array; readonly key: string };

/** Documents from outside, as the layout sees them. */
export interface Assets {
  loadPicture(source: PictureSource, path: string, scope: Scope | undefined): Promise<void>;
  /** One that has been loaded. */
  picture(source: PictureSource, scope: Scope | undefined): Picture;
  openRows(
    rows: DocumentRows,
    path: string,
    scope: Scope | undefined,
  ): AsyncGenerator<readonly (readonly string[])[], void, undefined>;
}

/** What is counted over the whole document. */
export interface Budget {
  /** @throws PdfError `too-large` */
  spend(what: 'blocks' | 'tableRows' | 'characters', amount: number): void;
}

/** What the whole document shares. */
export interface DocumentTools {
  readonly file: PdfFile;
  readonly theme: Theme;
  readonly fonts: FontSet;
  readonly text: TextTools;
  readonly assets: Assets;
  readonly locale: Locale;
  readonly budget: Budget;
  /** Must headings follow each other without a gap? PDF/UA-1 wants it. */
  readonly isAccessible: boolean;
  readonly bookmarks: { add(level: number, title: string, at: BookmarkTarget): void };
  readonly headings: { last: number };
  node(type: string, parent: Node, options?: ElementOptions): Node;
  /** Lays out the blocks inside of a block. */
  readonly layoutBlocks: LayoutBlocks;
}
export interface BookmarkTarget {
  readonly dictionary: unknown;
  /** Points from the lower edge of the page. */
  readonly y: number;
  readonly id: string | undefined;
}

/** Where a block is laid out. */
export interface LayoutContext {
  readonly tools: DocumentTools;
  /** Points. */
  readonly width: number;
  readonly style: Style;
  readonly scope: Scope | undefined;
  /** Of the block or list of blocks, in the input. */
  readonly path: string;
  readonly parent: Node;
  readonly depth: number;
}

/** Lays out blocks one below the other; resolves to the space below the last one, in points. */
export type LayoutBlocks = (list: readonly Block[], context: LayoutContext, above?: number) => Slices<number>;

export function createBudget(): Budget {
  const spent = { blocks: 0, tableRows: 0, characters: 0 };
  return {
    spend(what, amount) {
      spent[what] += amount;
      if (spent[what] > LIMITS[what]) throw tooLargeError(what, LIMITS[what]);
    },
  };
}

export const refuseBreak = (path: string): never => {
  throw definitionError([
    { path, message: 'A page break is possible only between blocks of the document itself' },
  ]);
};

/** Text with its values put in, in its style, ready to be broken into lines. */
export function styleTexts(
  text: Text,
  context: Pick<LayoutContext, 'tools' | 'style' | 'scope'>,
  path: string,
): readonly StyledText[] {
  const { tools, style, scope } = context;
  const { locale } = tools;
  const styleRun = (run: Run, runPath: string): StyledText => {
    const value = normalizeText(interpolate(run.text, { scope, locale, path: runPath }), runPath);
    tools.budget.spend('characters', value.length);
    const address =
      run.link === undefined ? undefined : resolveLink(run.link, { scope, locale, path: runPath });
    return { text: value, path: runPath, look: createLook(run, { tools, style, path: runPath, address }) };
  };
  if (typeof text === 'string') return trimLast([styleRun({ text }, path)]);
  return trimLast(text.map((run, index) => styleRun(run, `${path}[${index}].text`)));
}

/** A value may bring in what may not stand in the task itself. */
function resolveLink(link: string, context: TextContext): string {
  const address = interpolate(link, context);
  const message = findAddressProblem(address);
  if (message === undefined) return address;
  throw definitionError([{ path: context.path.replace(/\.text$/, '.link'), message: `${link}: ${message}` }]);
}

/** Line breaks at the end would be an empty line. */
const trimLast = (texts: readonly StyledText[]): readonly StyledText[] =>
  texts.map((each, index) => (index === texts.length - 1 ? { ...each, text: each.text.trimEnd() } : each));

interface LookOptions {
  readonly tools: DocumentTools;
  readonly style: Style;
  readonly path: string;
  readonly address: string | undefined;
}

function createLook(run: Run, { tools, style, path, address }: LookOptions): Look {
  const families = run.font === undefined ? style.families : [run.font];
  const cut = { bold: run.bold ?? style.bold, italic: run.italic ?? style.italic };
  const chain = tools.fonts.chain(families, cut);
  if (chain === undefined) {
    const missing = families.find((name) => !tools.fonts.names.includes(name));
    throw definitionError([
      { path, message: `There is no font "${missing}"; there are ${tools.fonts.names.join(', ')}` },
    ]);
  }
  const isLink = address !== undefined;
  return {
    chain,
    size: run.size ?? style.size,
    color:
      run.color === undefined
        ? isLink
          ? tools.theme.color('accent')
          : style.color
        : tools.theme.color(run.color),
    underline: run.underline ?? (isLink || style.underline),
    strike: run.strike ?? style.strike,
    link: address,
  };
}
