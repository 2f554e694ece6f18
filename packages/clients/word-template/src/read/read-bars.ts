import type { Parts } from '../package/open-package.ts';
import { readXml } from '../package/read-xml.ts';
import { readRelationships, type Relationships } from '../package/relationships.ts';
import type { PageKind } from '../model.ts';
import { WordError } from '../word-error.ts';
import type { TemplateBlocks } from './template-blocks.ts';
import { createFieldStack } from './fields.ts';
import { readBlocks } from './read-blocks.ts';
import type { SectionElement } from './read-section.ts';
import type { Story } from './story.ts';

export type TemplateBars = ReadonlyMap<PageKind, TemplateBlocks>;
type BarsOfSection = Readonly<Record<'headers' | 'footers', TemplateBars>>;

export interface BarReader {
  /** Headers or footers of a section; those it says nothing of are those of the section before (17.10.5). */
  read(section: SectionElement, name: 'headers' | 'footers', before: BarsOfSection | undefined): TemplateBars;
}

interface BarReaderOptions {
  readonly parts: Parts;
  readonly relationships: Relationships;
  readonly shared: Omit<Story, 'kind' | 'relationships' | 'fields'>;
}

/** Reads headers and footers (ECMA-376 Part 1, 17.10), each part once. */
export function createBarReader({ parts, relationships, shared }: BarReaderOptions): BarReader {
  const known = new Map<string, TemplateBlocks>();
  const readBar = (id: string): TemplateBlocks => {
    const part = relationships.get(id)?.target;
    const bytes = part === undefined ? undefined : parts.get(part);
    if (part === undefined || bytes === undefined)
      throw new WordError('damaged', `A header or footer (${id.slice(0, 40)}) is missing in it`);
    const blocks =
      known.get(part) ??
      readBlocks(readXml(bytes, part).children, {
        ...shared,
        kind: 'bar',
        relationships: readRelationships(parts, part),
        fields: createFieldStack(),
      });
    known.set(part, blocks);
    return blocks;
  };
  return {
    read: (section, name, before) =>
      new Map([
        ...(before?.[name] ?? []),
        ...[...section[name]].map(([kind, id]) => [kind, readBar(id)] as const),
      ]),
  };
}
