import type { PdfOutline } from '../pdf/pdfkit-document.ts';
import { nameDestination } from '../pdf/page-canvas.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { BookmarkTarget } from './layout-context.ts';
import { definitionError } from '../pdf-error.ts';

export interface Bookmarks {
  /** Adds a bookmark. Level 0: only a link target. */
  add(level: number, title: string, at: BookmarkTarget): void;
  /** Opens the panel with the bookmarks of a document that has several. */
  end(): void;
}

/** The outline of a document: a heading goes below the last one of a higher level. */
export function createBookmarks({ document }: PdfFile): Bookmarks {
  const open: { readonly level: number; readonly item: PdfOutline }[] = [];
  let count = 0;
  return {
    add(level, title, { dictionary, y, id }) {
      const destination = [dictionary, 'XYZ', null, Math.round(y * 100) / 100, null];
      if (id !== undefined) addDestination(document, id, destination);
      if (level === 0) return;
      while ((open.at(-1)?.level ?? 0) >= level) open.pop();
      const item = (open.at(-1)?.item ?? document.outline).addItem(title.replaceAll('\n', ' '), {
        expanded: level < 2,
      });
      item.outlineData['Dest'] = destination;
      open.push({ level, item });
      count += 1;
    },
    end() {
      if (count < 2) Object.assign(document._root.data, { PageMode: 'UseNone' });
    },
  };
}

function addDestination({ _root }: PdfFile['document'], id: string, destination: readonly unknown[]): void {
  const names: Record<string, unknown> = _root.data.Names.data;
  const tree = names['Dests'];
  if (!isNameTree(tree)) throw new Error('There is no tree of destinations');
  const name = nameDestination(id);
  if (tree.get(name) !== undefined)
    throw definitionError([{ path: 'content', message: `Two headings have the id "${id}"` }]);
  tree.add(name, destination);
}

interface NameTree {
  add(name: string, value: unknown): void;
  get(name: string): unknown;
}
const isNameTree = (value: unknown): value is NameTree =>
  typeof value === 'object' && value !== null && 'add' in value && 'get' in value;
