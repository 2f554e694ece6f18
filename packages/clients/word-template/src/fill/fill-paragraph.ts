import { fillText, type Locale, type Scope } from '@jobwright/text-values';
import { WORD_LIMITS } from '../limits.ts';
import type { Inline, ParagraphOf, Picture } from '../model.ts';
import type { PlainInline, TemplateParagraph } from '../read/template-blocks.ts';
import { replaceSymbols } from '../read/symbols.ts';
import { WordError } from '../word-error.ts';
import type { Label, Labels } from './create-labels.ts';
import { runControls } from './run-controls.ts';

/** A picture with the document of the data that takes its place. */
export interface FilledPicture extends Omit<Picture, 'replacement'> {
  /** What the data has there; to be checked by whoever opens documents. */
  readonly replacement: { readonly path: string; readonly value: unknown } | undefined;
}
/** What stands in a paragraph with its values. */
export type FilledInline = Exclude<Inline, Picture> | FilledPicture;
/** A paragraph with its values. */
export type FilledParagraph = ParagraphOf<readonly FilledInline[]> & {
  /** Its text as it stands in the template, for messages. */
  readonly around: string;
  /** Its number or bullet. */
  readonly label: Label | undefined;
};

export interface FillContext {
  readonly scope: Scope;
  readonly locale: Locale;
  /** Counts paragraphs, rows and passes of loops. @throws WordError `too-large` */
  readonly spend: () => void;
  readonly label: Labels;
}

/**
 * A paragraph with its values. What is put in is never looked at again.
 * @throws WordError `values`, with the text around, for what is not there or cannot be written so
 */
export function fillParagraph(paragraph: TemplateParagraph, context: FillContext): FilledParagraph {
  const { around } = paragraph;
  const content: FilledInline[] = [];
  for (const { item, scope } of runControls(paragraph.content, context)) {
    content.push(...fillInline(item, { ...context, scope }, around));
    if (content.length > WORD_LIMITS.inlines)
      throw new WordError('too-large', `"${around}" has more than ${WORD_LIMITS.inlines} pieces of text`);
  }
  return { ...paragraph, content, label: context.label(paragraph.list) };
}

function fillInline(inline: PlainInline, context: FillContext, around: string): readonly FilledInline[] {
  switch (inline.kind) {
    case 'text': {
      const { link } = inline;
      const text = inline.look.isUpper ? inline.text.toLocaleUpperCase(context.locale.tag) : inline.text;
      return [{ ...inline, text: replaceSymbols(text), link: fillLink(link, context, around) }];
    }
    case 'placeholder': {
      const { look } = inline;
      const written = fill(inline.text, context, around);
      const text = look.isUpper ? written.toLocaleUpperCase(context.locale.tag) : written;
      return divideLines({ kind: 'text', text, look, link: fillLink(inline.link, context, around) });
    }
    case 'picture':
      return [fillPicture(inline, context, around)];
    default:
      return [inline];
  }
}

/** A value that an address begins with is one itself; any other is a part of one. */
const fillLink = (link: string | undefined, context: FillContext, around: string): string | undefined =>
  link?.includes('${') === true
    ? fill(link, context, around, /^\$\{[^{}]*\}/.test(link) ? String : encodeURIComponent)
    : link;

function fill(
  text: string,
  { scope, locale }: FillContext,
  around: string,
  escape?: (written: string) => string,
): string {
  const find = (path: string): unknown => scope.find(path);
  const filled = fillText(text, { find, locale, ...(escape === undefined ? {} : { escape }) });
  if (filled.problems.length === 0) return filled.text;
  const problems = filled.problems.map(({ placeholder, problem }) => `${placeholder}: ${problem}`).join('; ');
  throw new WordError('values', `In "${around}": ${problems}`);
}

/** Line breaks of a value are line breaks of the text. */
function divideLines(inline: Extract<FilledInline, { readonly kind: 'text' }>): readonly FilledInline[] {
  if (!/[\r\n]/.test(inline.text)) return [inline];
  return inline.text
    .split(/\r\n?|\n/)
    .flatMap((text, index) => [
      ...(index === 0 ? [] : [{ kind: 'break', to: 'line' } as const]),
      ...(text === '' ? [] : [{ ...inline, text }]),
    ]);
}

function fillPicture(picture: Picture, context: FillContext, around: string): FilledPicture {
  const alt = fill(picture.alt, context, around);
  if (picture.replacement === undefined) return { ...picture, replacement: undefined, alt };
  const path = picture.replacement.slice(2, -1).trim();
  const value = context.scope.find(path);
  if (value === undefined)
    throw new WordError(
      'values',
      `The picture ${picture.replacement}${around === '' ? '' : ` in "${around}"`}: There is no such value in the data`,
    );
  return { ...picture, replacement: { path: context.scope.locate(path), value }, alt };
}
