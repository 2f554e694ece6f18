import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  /** Text of each page, one line for each piece that was drawn. */
  readonly pages: readonly string[];
  readonly title: unknown;
  readonly author: unknown;
  readonly language: unknown;
  /** Of the first page, in points. */
  readonly size: readonly [number, number];
  /** Titles of the bookmarks, those below in brackets. */
  readonly bookmarks: string;
  /** Roles of the logical structure of the first page, in the order of reading. */
  readonly roles: readonly string[];
  /** Alternative texts on the first page. */
  readonly alternatives: readonly string[];
  /** Addresses of the links. */
  readonly links: readonly string[];
  readonly attachments: ReadonlyMap<string, Uint8Array>;
  readonly metadata: string;
  readonly permissions: readonly number[] | null;
}

interface Outline {
  readonly title: string;
  readonly items: readonly Outline[];
}
interface StructureNode {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly StructureNode[];
}

/** Reads a PDF with a reader that has nothing in common with what wrote it. */
export async function readPdf(bytes: Uint8Array, password?: string): Promise<ReadPdf> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    ...(password === undefined ? {} : { password }),
  });
  const document = await task.promise;
  const pages: string[] = [];
  const links: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    if (number > 3) continue;
    const annotations = (await page.getAnnotations()) as { readonly url?: string; readonly dest?: string }[];
    links.push(...annotations.flatMap(({ url, dest }) => url ?? dest ?? []));
  }
  const { info, metadata } = await document.getMetadata();
  const facts = new Map(Object.entries(info));
  const first = await document.getPage(1);
  const [, , width, height] = first.view as [number, number, number, number];
  const nodes = listNodes((await first.getStructTree()) as StructureNode | null);
  const attachments = ((await document.getAttachments()) ?? {}) as Record<
    string,
    { readonly filename: string; readonly content: Uint8Array }
  >;
  const result: ReadPdf = {
    pages,
    links,
    title: facts.get('Title'),
    author: facts.get('Author'),
    language: facts.get('Language'),
    size: [width, height],
    bookmarks: listTitles((await document.getOutline()) ?? []),
    roles: nodes.flatMap(({ role }) => role ?? []),
    alternatives: nodes.flatMap(({ alt }) => alt ?? []),
    attachments: new Map(Object.values(attachments).map(({ filename, content }) => [filename, content])),
    metadata: metadata === null ? '' : String((metadata as unknown as { getRaw(): string }).getRaw()),
    permissions: await document.getPermissions(),
  };
  await task.destroy();
  return result;
}

const listTitles = (items: readonly Outline[]): string =>
  items
    .map(({ title, items: inner }) => (inner.length === 0 ? title : `${title} (${listTitles(inner)})`))
    .join(', ');

const listNodes = (node: StructureNode | null): readonly StructureNode[] =>
  node === null ? [] : [node, ...(node.children ?? []).flatMap((child) => listNodes(child))];
