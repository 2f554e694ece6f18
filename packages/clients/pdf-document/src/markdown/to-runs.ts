import type { Token } from 'markdown-it';
import { link as linkSchema, type Run } from '../definition/text.schema.ts';
import { FALLBACK_FAMILY } from '../fonts/font-families.ts';
import { definitionError } from '../pdf-error.ts';

/** Marks that apply at a position of the text. Each is counted, as marks can be nested. */
interface Marks {
  bold: number;
  italic: number;
  strike: number;
  readonly links: string[];
}

/** The text of a paragraph in pieces that look alike. */
export function toRuns(tokens: readonly Token[], path: string): readonly Run[] {
  const marks: Marks = { bold: 0, italic: 0, strike: 0, links: [] };
  const runs: Run[] = [];
  for (const token of tokens) {
    const text = readText(token, path);
    if (text !== undefined && text !== '')
      runs.push({
        ...readLook(marks),
        text,
        ...(token.type === 'code_inline' ? { font: FALLBACK_FAMILY } : {}),
      });
    switchMark(token, marks, path);
  }
  return runs;
}

function readText(token: Token, path: string): string | undefined {
  switch (token.type) {
    case 'text':
    case 'code_inline':
    case 'html_inline':
      return token.content;
    case 'softbreak':
      return ' ';
    case 'hardbreak':
      return '\n';
    case 'image':
      throw definitionError([{ path, message: 'A picture in Markdown is a paragraph of its own' }]);
    default:
      return undefined;
  }
}

function switchMark(token: Token, marks: Marks, path: string): void {
  switch (token.type) {
    case 'strong_open':
    case 'strong_close':
      marks.bold += token.nesting;
      return;
    case 'em_open':
    case 'em_close':
      marks.italic += token.nesting;
      return;
    case 's_open':
    case 's_close':
      marks.strike += token.nesting;
      return;
    case 'link_open':
      marks.links.push(parseLink(String(token.attrGet('href') ?? ''), path));
      return;
    case 'link_close':
      marks.links.pop();
  }
}

const readLook = ({ bold, italic, strike, links }: Marks) => ({
  ...(bold > 0 ? { bold: true } : {}),
  ...(italic > 0 ? { italic: true } : {}),
  ...(strike > 0 ? { strike: true } : {}),
  ...(links.length > 0 ? { link: links.at(-1) } : {}),
});

function parseLink(address: string, path: string): string {
  const plain = address.replaceAll('%7B', '{').replaceAll('%7D', '}');
  const parsed = linkSchema.safeParse(plain);
  if (parsed.success) return parsed.data;
  throw definitionError([
    { path, message: `The link ${plain} is not one: ${parsed.error.issues[0]?.message ?? ''}` },
  ]);
}
