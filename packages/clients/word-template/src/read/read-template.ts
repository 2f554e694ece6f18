import { WORD_LIMITS } from '../limits.ts';
import { openPackage, type Parts } from '../package/open-package.ts';
import { readXml, type XmlElement } from '../package/read-xml.ts';
import { readRelationships } from '../package/relationships.ts';
import { child, pointsOf, switchOf, valueOf } from '../package/xml-query.ts';
import type { Numbering, SectionLook } from '../model.ts';
import { WordError } from '../word-error.ts';
import { createCascade } from './cascade.ts';
import type { TemplateBlocks } from './template-blocks.ts';
import { createFieldStack } from './fields.ts';
import { findMainPart, noteRelations, readRelated } from './main-part.ts';
import { createStyleNotes } from './note-undrawn.ts';
import { createNotes } from './notes.ts';
import { createBarReader, type TemplateBars } from './read-bars.ts';
import { readBlocks } from './read-blocks.ts';
import { readNumbering } from './read-numbering.ts';
import { readSection } from './read-section.ts';
import { splitSections } from './split-sections.ts';
import type { Story } from './story.ts';
import { readStyleSheet, readThemeFonts } from './style-sheet.ts';

export interface TemplateSection {
  readonly look: SectionLook;
  readonly blocks: TemplateBlocks;
  readonly headers: TemplateBars;
  readonly footers: TemplateBars;
}

/** A letter that was written in Word, before its values are known. */
export interface WordTemplate {
  readonly sections: readonly TemplateSection[];
  readonly numberings: ReadonlyMap<string, Numbering>;
  /** Pictures, by the names of their parts. */
  readonly parts: Parts;
  /** From the properties of the file. */
  readonly title: string | undefined;
  /** Have even pages other headers and footers? */
  readonly hasEvenPages: boolean;
  /** Points between tab stops, where a paragraph has none. */
  readonly tabWidth: number;
  /** What is drawn otherwise than Word would, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads a Word file (.docx: WordprocessingML, ECMA-376 Part 1, chapter 17). Nothing outside of it is opened.
 * @throws WordError for what is no Word file, is damaged, beyond `WORD_LIMITS`, unsafe, or would be missing
 */
export async function readWordTemplate(bytes: Uint8Array): Promise<WordTemplate> {
  const parts = await openPackage(bytes);
  const main = findMainPart(parts);
  const relationships = readRelationships(parts, main);
  const notes = createNotes();
  const read = (type: string): XmlElement | undefined => readRelated(parts, relationships, type);
  noteRelations(parts, relationships, notes);
  const settings = read('settings');
  const theme = readThemeFonts(read('theme'));
  const styles = readStyleSheet(read('styles'), theme);
  const numberings = readNumbering(read('numbering'), notes);
  const cascade = createCascade(styles, numberings);
  const noteStyles = createStyleNotes(notes);
  const shared = { styles, numberings, cascade, theme, notes, noteStyles };
  const story: Story = { ...shared, kind: 'body', relationships, fields: createFieldStack() };
  const body = child(readXml(parts.get(main) ?? new Uint8Array(), main), 'w:body');
  if (body === undefined) throw new WordError('not-word', `${main} holds no text document`);
  const pieces = splitSections(body);
  if (pieces.length > WORD_LIMITS.sections)
    throw new WordError('too-large', `A Word file has at most ${WORD_LIMITS.sections} sections`);
  const bars = createBarReader({ parts, relationships, shared });
  const sections: TemplateSection[] = [];
  for (const { elements, sectPr } of pieces) {
    const section = readSection(sectPr, notes);
    const before = sections.at(-1);
    sections.push({
      look: section.look,
      blocks: readBlocks(elements, story),
      headers: bars.read(section, 'headers', before),
      footers: bars.read(section, 'footers', before),
    });
  }
  return {
    ...{ sections, parts },
    numberings: numberings.byId,
    title: readTitle(parts),
    hasEvenPages: switchOf(settings, 'w:evenAndOddHeaders') ?? false,
    tabWidth: readTabWidth(settings),
    warnings: notes.list(),
  };
}

const CORE = 'docProps/core.xml';

function readTitle(parts: Parts): string | undefined {
  const bytes = parts.get(CORE);
  const title = bytes === undefined ? undefined : child(readXml(bytes, CORE), 'dc:title')?.text.trim();
  return title === undefined || title === '' ? undefined : title.slice(0, 500);
}

/** Points between tab stops (17.15.1.25). */
const readTabWidth = (settings: XmlElement | undefined): number =>
  Math.max(4, pointsOf(valueOf(settings, 'w:defaultTabStop')) ?? 36);
