import { WORD_LIMITS } from '../limits.ts';
import type { XmlElement } from '../package/read-xml.ts';
import { child, listChildren, valueOf } from '../package/xml-query.ts';
import { WordError } from '../word-error.ts';
import { type ParagraphProperties, readParagraphProperties } from './read-paragraph-properties.ts';
import { readRunProperties, type RunProperties, type ThemeFonts } from './read-run-properties.ts';

/** A style (ECMA-376 Part 1, 17.7.4.17). */
export interface Style {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly paragraph: ParagraphProperties;
  readonly run: RunProperties;
  readonly element: XmlElement;
}

export interface StyleSheet {
  readonly defaults: { readonly paragraph: ParagraphProperties; readonly run: RunProperties };
  /** The style and those that it is based on, the outermost first; nothing for one that is not there. */
  chain(id: string | undefined): readonly Style[];
  /** The style of text, tables or runs that name none. */
  defaultOf(type: 'paragraph' | 'table'): string | undefined;
}

/** @throws WordError for styles that are based on themselves, or beyond the limits */
export function readStyleSheet(root: XmlElement | undefined, theme: ThemeFonts): StyleSheet {
  const elements = listChildren(root, 'w:style');
  if (elements.length > WORD_LIMITS.styles)
    throw new WordError('too-large', `A Word file has at most ${WORD_LIMITS.styles} styles`);
  const styles = new Map<string, Style & { readonly basedOn: string | undefined }>();
  const standard = new Map<string, string>();
  for (const element of elements) {
    const id = element.attributes.get('w:styleId') ?? '';
    const type = element.attributes.get('w:type') ?? 'paragraph';
    if (['1', 'true', 'on'].includes(element.attributes.get('w:default') ?? '')) standard.set(type, id);
    styles.set(id, {
      ...{ id, type, element },
      name: valueOf(element, 'w:name') ?? id,
      basedOn: valueOf(element, 'w:basedOn'),
      paragraph: readParagraphProperties(child(element, 'w:pPr')),
      run: readRunProperties(child(element, 'w:rPr'), theme),
    });
  }
  const docDefaults = child(root, 'w:docDefaults');
  const chains = new Map<string, readonly Style[]>();
  return {
    defaults: {
      paragraph: readParagraphProperties(child(child(docDefaults, 'w:pPrDefault'), 'w:pPr')),
      run: readRunProperties(child(child(docDefaults, 'w:rPrDefault'), 'w:rPr'), theme),
    },
    defaultOf: (type) => standard.get(type),
    chain(id) {
      if (id === undefined) return [];
      const known = chains.get(id);
      if (known !== undefined) return known;
      const chain: Style[] = [];
      for (let style = styles.get(id); style !== undefined; style = styles.get(style.basedOn ?? '')) {
        if (chain.includes(style))
          throw new WordError('damaged', `The style "${style.name}" is based on itself`);
        if (chain.length >= WORD_LIMITS.styleDepth)
          throw new WordError(
            'too-large',
            `More than ${WORD_LIMITS.styleDepth} styles are based on each other`,
          );
        chain.unshift(style);
      }
      chains.set(id, chain);
      return chain;
    },
  };
}

/** The fonts of a theme (20.1.4.1.24), by the names that runs call them. */
export function readThemeFonts(theme: XmlElement | undefined): ThemeFonts {
  const scheme = child(child(theme, 'a:themeElements'), 'a:fontScheme');
  const fonts = new Map<string, string>();
  for (const kind of ['major', 'minor'] as const) {
    const face = child(child(scheme, `a:${kind}Font`), 'a:latin')?.attributes.get('typeface');
    if (face === undefined || face === '') continue;
    for (const script of ['Ascii', 'HAnsi']) fonts.set(`${kind}${script}`, face.slice(0, 100));
  }
  return fonts;
}
