import type { FilledBlock } from '../fill/fill-template.ts';
import { fillWordTemplate } from '../fill/fill-template.ts';
import { readWordTemplate } from '../read/read-template.ts';

/** Lines of blocks; cells of a row with bars between them. */
export function showBlocks(blocks: Iterable<FilledBlock>): readonly string[] {
  return [...blocks].flatMap((block) => {
    if (block.kind === 'table')
      return [...block.rows()].map(({ cells }) =>
        cells.map((cell) => showBlocks(cell.blocks()).join(' / ')).join(' | '),
      );
    const text = block.content
      .map((inline) => ('text' in inline ? inline.text : inline.kind === 'break' ? '⏎' : `<${inline.kind}>`))
      .join('');
    return [block.label === undefined ? text : `${block.label.text} ${text}`];
  });
}

/** Lines of the body of a Word file with its values. */
export async function fillText(file: Uint8Array, data: unknown): Promise<readonly string[]> {
  const template = await readWordTemplate(file);
  const locale = { tag: 'en-GB', timeZone: 'UTC' };
  return fillWordTemplate(template, { data, locale }).flatMap((section) => showBlocks(section.blocks()));
}
