import { WORD_LIMITS } from '../limits.ts';
import type { XmlElement } from '../package/read-xml.ts';
import { WordError } from '../word-error.ts';
import type { BlockReading } from './block-reading.ts';
import { NO_TABLE } from './cascade.ts';
import { unsupported } from './notes.ts';
import { controlBlocks } from './control-blocks.ts';
import type { FlatBlock, TemplateBlocks } from './template-blocks.ts';
import { readParagraph } from './read-paragraph.ts';
import { readTable } from './read-table.ts';
import type { Story } from './story.ts';

/**
 * Reads block-level content (ECMA-376 Part 1, 17.2.2, 17.4.65, 17.10): paragraphs, tables, and what controls
 * them.
 */
export function readBlocks(elements: Iterable<XmlElement>, story: Story): TemplateBlocks {
  return controlBlocks([...listBlocks(elements, { story, table: NO_TABLE, depth: 0, listBlocks })]);
}

const TRANSPARENT = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo']);
const IGNORED = new Set([
  ...['w:sectPr', 'w:tcPr', 'w:sdtPr', 'w:sdtEndPr', 'w:customXmlPr', 'w:proofErr', 'w:bookmarkStart'],
  ...['w:bookmarkEnd', 'w:permStart', 'w:permEnd', 'w:commentRangeStart', 'w:commentRangeEnd', 'w:del'],
  ...['w:moveFrom', 'w:moveFromRangeStart', 'w:moveFromRangeEnd', 'w:moveToRangeStart', 'w:moveToRangeEnd'],
]);

/** Blocks as they stand, with the directives among them. */
function* listBlocks(
  elements: Iterable<XmlElement>,
  reading: BlockReading,
): Generator<FlatBlock, void, undefined> {
  const { story, table, depth } = reading;
  for (const element of elements) {
    const { name } = element;
    if (name === 'w:p') yield readParagraph(element, story, table);
    else if (name === 'w:tbl') {
      if (depth >= WORD_LIMITS.tableDepth)
        throw new WordError(
          'too-large',
          `Tables are inside of tables more than ${WORD_LIMITS.tableDepth} deep`,
        );
      yield readTable(element, { ...reading, depth: depth + 1 });
    } else if (TRANSPARENT.has(name)) yield* listBlocks(element.children, reading);
    else if (name === 'w:altChunk') throw unsupported('A text that is inserted from another file', '');
    else if (name === 'm:oMathPara') throw unsupported('An equation', '');
    else if (!IGNORED.has(name)) story.notes.add(`What the element ${name} says is left out`);
  }
}
