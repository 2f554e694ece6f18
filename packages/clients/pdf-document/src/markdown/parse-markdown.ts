import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, BlockOf } from '../definition/block.schema.ts';
import type { Run } from '../definition/text.schema.ts';
import { toRuns } from './to-runs.ts';
import { definitionError } from '../pdf-error.ts';

const parser = new MarkdownIt('commonmark', { html: false, linkify: false, maxNesting: 20 }).enable([
  'table',
  'strikethrough',
]);

/** Blocks of a text in CommonMark with tables and strikethrough. HTML is text, and nothing is fetched. */
export function parseMarkdown(text: string, path: string): readonly Block[] {
  return readBlocks(createReader(parser.parse(text, {})), { path, until: undefined });
}

interface Reader {
  next(): Token | undefined;
  peek(): Token | undefined;
}
function createReader(tokens: readonly Token[]): Reader {
  let index = 0;
  return { next: () => tokens[index++], peek: () => tokens[index] };
}

interface Reading {
  readonly path: string;
  readonly until: string | undefined;
}

function readBlocks(reader: Reader, { path, until }: Reading): readonly Block[] {
  const blocks: Block[] = [];
  for (let token = reader.next(); token !== undefined && token.type !== until; token = reader.next()) {
    const block = readBlock(token, reader, path);
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

function readBlock(token: Token, reader: Reader, path: string): Block | undefined {
  switch (token.type) {
    case 'heading_open':
      return {
        type: 'heading',
        level: Number(token.tag.slice(1)),
        text: [...readInline(reader, 'heading_close', path)],
        bookmark: true,
      };
    case 'paragraph_open':
      return readParagraph(reader, path);
    case 'bullet_list_open':
      return {
        type: 'list',
        ordered: false,
        start: 1,
        items: readItems(reader, { path, until: 'bullet_list_close' }),
      };
    case 'ordered_list_open':
      return {
        type: 'list',
        ordered: true,
        start: Number(token.attrGet('start') ?? 1),
        items: readItems(reader, { path, until: 'ordered_list_close' }),
      };
    case 'blockquote_open': {
      const content = readBlocks(reader, { path, until: 'blockquote_close' });
      return {
        type: 'group',
        style: 'quote',
        keepTogether: false,
        padding: 0,
        spaceBefore: 0,
        spaceAfter: 7,
        content: content.map(styleQuote),
      };
    }
    case 'fence':
    case 'code_block':
      return { type: 'paragraph', style: 'code', text: token.content.replace(/\n$/, '') || ' ' };
    case 'hr':
      return { type: 'rule', color: 'line', thickness: 0.75, spaceBefore: 8, spaceAfter: 8 };
    case 'table_open':
      return readTable(reader, path);
    default:
      return undefined;
  }
}

const styleQuote = (block: Block): Block =>
  block.type === 'paragraph' ? { ...block, style: 'quote' } : block;

function readInline(reader: Reader, until: string, path: string): readonly Run[] {
  const runs: Run[] = [];
  for (let token = reader.next(); token !== undefined && token.type !== until; token = reader.next()) {
    if (token.type === 'inline') runs.push(...toRuns(token.children ?? [], path));
  }
  return runs.length === 0 ? [{ text: '' }] : runs;
}

function readParagraph(reader: Reader, path: string): Block {
  const inline = reader.peek();
  const [picture, ...others] = inline?.children ?? [];
  if (picture?.type === 'image' && others.length === 0) {
    readInlineAway(reader);
    return readImage(picture, path);
  }
  return { type: 'paragraph', text: [...readInline(reader, 'paragraph_close', path)] };
}

function readInlineAway(reader: Reader): void {
  while (reader.next()?.type !== 'paragraph_close');
}

function readImage(token: Token, path: string): BlockOf<'image'> {
  const from = String(token.attrGet('src') ?? '');
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(decode(from))) {
    const message =
      'A picture in Markdown is a path into the data that leads to a document, e.g. ![Logo](logo); addresses are not fetched';
    throw definitionError([{ path, message }]);
  }
  return { type: 'image', document: { from: decode(from) }, alt: token.content, align: 'left' };
}

const decode = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};

function readItems(reader: Reader, { path, until }: Reading): BlockOf<'list'>['items'] {
  const items: BlockOf<'list'>['items'][number][] = [];
  for (let token = reader.next(); token !== undefined && token.type !== until; token = reader.next()) {
    if (token.type !== 'list_item_open') continue;
    const [first, ...rest] = readBlocks(reader, { path, until: 'list_item_close' });
    if (first?.type === 'paragraph') items.push({ text: first.text, content: rest });
    else items.push({ text: ' ', content: first === undefined ? [] : [first, ...rest] });
  }
  return items;
}

function readTable(reader: Reader, path: string): BlockOf<'table'> {
  const header: { readonly runs: readonly Run[]; readonly align: 'left' | 'right' | 'center' }[] = [];
  const rows: Run[][][] = [];
  for (
    let token = reader.next();
    token !== undefined && token.type !== 'table_close';
    token = reader.next()
  ) {
    if (token.type === 'th_open')
      header.push({ align: readAlign(token), runs: readInline(reader, 'th_close', path) });
    if (token.type === 'tr_open' && header.length > 0) rows.push([]);
    if (token.type === 'td_open') rows.at(-1)?.push([...readInline(reader, 'td_close', path)]);
  }
  const createCell = (runs: readonly Run[]) => ({ text: [...runs], colSpan: 1, rowSpan: 1, header: false });
  return {
    type: 'table',
    columns: header.map(({ runs, align }) => ({ header: [...runs], align, width: 'auto' as const })),
    rows: rows.filter((row) => row.length > 0).map((row) => row.map(createCell)),
    totals: [],
    lines: 'rows',
    zebra: false,
    headerStyle: 'plain',
    breakRows: false,
    padding: 5,
  };
}

function readAlign(token: Token): 'left' | 'right' | 'center' {
  const style = String(token.attrGet('style') ?? '');
  if (style.includes('right')) return 'right';
  return style.includes('center') ? 'center' : 'left';
}
