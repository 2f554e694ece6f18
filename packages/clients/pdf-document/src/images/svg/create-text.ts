import { layoutText } from '../../text/layout-text.ts';
import type { Style } from './compute-style.ts';
import type { Drawing, DrawingContext } from './drawing.ts';
import { type Attributes, escape, writeMarkup } from './markup.ts';
import { createTextPath } from './create-text-path.ts';
import type { Paint } from './paint.ts';
import { listPaintOrder } from './properties.ts';
import { SvgProblem, notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength, parseNumbers } from './units.ts';

export type PaintOf = (name: 'fill' | 'stroke', style: Style) => Paint | undefined;

interface TextOptions {
  readonly drawing: Drawing;
  readonly context: DrawingContext;
  readonly paintOf: PaintOf;
  readonly strokeOf: (style: Style, context: DrawingContext) => Attributes;
}

const isText = (name: string): boolean => ['tspan', 'a', 'textPath'].includes(name);
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/**
 * A text with its blanks as they are shown, each part in the first font that has its characters. @throws
 * PdfError `glyph-missing`
 */
export function createText(element: SvgElement, style: Style, options: TextOptions): string {
  const texts = collapseBlanks(element, style, options.drawing);
  let next = 0;
  const take = (): string => {
    next += 1;
    return texts[next - 1] ?? '';
  };
  const write = (
    name: 'text' | 'tspan' | 'textPath',
    each: SvgElement,
    { style: own, path }: { readonly style: Style; readonly path?: Attributes | undefined },
  ): string => {
    const content = each.children
      .map((child) => {
        if (typeof child === 'string') return cutPieces(take(), own, each, options);
        if (!isText(child.name)) return '';
        const inner = options.drawing.styleOf(child, own);
        const path = child.name === 'textPath' ? createTextPath(child, inner, options) : {};
        const markup = write(child.name === 'textPath' ? 'textPath' : 'tspan', child, { style: inner, path });
        return inner.get('display') === 'none' || path === undefined ? '' : markup;
      })
      .join('');
    return writeMarkup(name, { ...listAttributes(each, own, options), ...path }, content);
  };
  const markup = write('text', element, { style });
  options.drawing.budget.spend(markup.length);
  return markup;
}

/** The texts within an element in their order, with the blanks that are shown. */
function collapseBlanks(element: SvgElement, style: Style, drawing: Drawing): readonly string[] {
  const texts: { text: string; isKept: boolean }[] = [];
  const collect = (each: SvgElement, own: Style): void => {
    for (const child of each.children) {
      if (typeof child === 'string')
        texts.push({ text: transformText(child, own), isKept: own.get('white-space') === 'pre' });
      else if (isText(child.name)) collect(child, drawing.styleOf(child, own));
    }
  };
  collect(element, style);
  let endsWithBlank = true;
  for (const each of texts) {
    const blanks = each.text.replaceAll(/[\t\r\n]/g, ' ');
    each.text = each.isKept ? blanks : blanks.replaceAll(/ +/g, ' ');
    if (!each.isKept && endsWithBlank) each.text = each.text.replace(/^ /, '');
    if (each.text !== '') endsWithBlank = each.text.endsWith(' ');
  }
  const last = texts.findLast(({ text }) => text !== '');
  if (last?.isKept === false) last.text = last.text.replace(/ $/, '');
  return texts.map(({ text }) => text);
}

function transformText(text: string, style: Style): string {
  const transform = style.get('text-transform');
  if (transform === 'uppercase') return text.toUpperCase();
  return transform === 'lowercase' ? text.toLowerCase() : text;
}

const PLAIN = 'text';

function cutPieces(text: string, style: Style, element: SvgElement, { drawing }: TextOptions): string {
  if (text === '') return '';
  const { fonts, faces } = drawing;
  const hasPositions = ['x', 'y', 'dx', 'dy', 'rotate'].some((name) =>
    /[\s,]/.test((element.attributes.get(name) ?? '').trim()),
  );
  if (hasPositions && RIGHT_TO_LEFT.test(text))
    throw new SvgProblem('the SVG places the letters of a text that runs from right to left one by one');
  const chain = fonts.chain(chooseCut(style));
  const look = {
    chain,
    size: style.fontSize,
    color: PLAIN,
    underline: false,
    strike: false,
    link: undefined,
  };
  const shown = text.replace(/ +$/, '');
  const [line] = layoutText(
    [{ text: shown, look, path: fonts.path }],
    {
      width: 1e12,
      align: 'left',
      direction: style.get('direction') === 'rtl' ? 'rtl' : 'ltr',
      lineHeight: 1,
    },
    fonts.text,
  );
  const pieces = (shown === '' ? [] : (line?.pieces ?? [])).map(
    ({ text: part, face, look: { color }, level }) => {
      faces.set(face.key, face);
      return { part, key: face.key, color, level };
    },
  );
  const runs: { part: string; key: string; color: string; level: number }[] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run?.key === piece.key && run.color === piece.color && (run.level | piece.level) % 2 === 0)
      run.part += piece.part;
    else runs.push({ ...piece });
  }
  return (
    runs
      .map(({ part, key, color }) =>
        writeMarkup(
          'tspan',
          { 'font-family': key, ...(color === PLAIN ? {} : { fill: color }) },
          escape(part),
        ),
      )
      .join('') + text.slice(shown.length)
  );
}

const chooseCut = (style: Style): { readonly bold: boolean; readonly italic: boolean } => ({
  bold: /^(bold|bolder|[6-9]\d\d)$/.test(style.get('font-weight')),
  italic: style.get('font-style') !== 'normal',
});

function listAttributes(element: SvgElement, style: Style, options: TextOptions): Attributes {
  const { drawing, context, paintOf, strokeOf } = options;
  const [face] = drawing.fonts.chain(chooseCut(style));
  if (face === undefined) throw new SvgProblem('there is no font for its text');
  drawing.faces.set(face.key, face);
  const { width, height } = context.viewport;
  const lengths = (name: string, percentOf: number): string | undefined => {
    const text = element.attributes.get(name)?.trim();
    if (text === undefined || text === '') return undefined;
    const values = text
      .split(/[\s,]+/)
      .map((each) => parseLength(each, { percentOf, fontSize: style.fontSize }));
    if (values.includes(undefined)) throw notUnderstoodProblem(name, text);
    return values.join(' ');
  };
  const rotate = element.attributes.get('rotate');
  if (rotate !== undefined && parseNumbers(rotate) === undefined)
    throw notUnderstoodProblem('rotate', rotate);
  const spacing = (name: string): string | undefined => {
    const value = style.get(name);
    return value === 'normal' ? undefined : lengthOf(value, style);
  };
  if (style.get('paint-order') !== 'normal' && listPaintOrder(style.get('paint-order')).indexOf('fill') > 0)
    throw notUnderstoodProblem('paint-order', style.get('paint-order'));
  const fill = paintOf('fill', style);
  const stroke = paintOf('stroke', style);
  for (const paint of [fill, stroke])
    if (paint !== undefined && !paint.isPlain && (paint.alpha !== 1 || paint.alphaId !== undefined))
      throw new SvgProblem('the SVG paints a text with a gradient or a pattern that lets something through');
  const keep = (name: string, initial: string): string | undefined =>
    style.get(name) === initial ? undefined : style.get(name);
  return {
    'xml:space': 'preserve',
    x: lengths('x', width),
    y: lengths('y', height),
    dx: lengths('dx', width),
    dy: lengths('dy', height),
    rotate,
    textLength: lengths('textLength', width),
    lengthAdjust: element.attributes.get('lengthAdjust'),
    'font-family': face.key,
    'font-size': style.fontSize,
    fill: fill?.value ?? 'none',
    'fill-opacity': fill?.alpha ?? 1,
    stroke: stroke?.value ?? 'none',
    ...(stroke === undefined ? {} : { ...strokeOf(style, context), 'stroke-opacity': stroke.alpha }),
    visibility: keep('visibility', 'visible'),
    'text-anchor': style.get('text-anchor'),
    direction: keep('direction', 'ltr'),
    'dominant-baseline': keep('dominant-baseline', 'auto'),
    'alignment-baseline': keep('alignment-baseline', 'auto'),
    'baseline-shift': /^(baseline|sub|super)$/.test(style.get('baseline-shift'))
      ? style.get('baseline-shift')
      : lengthOf(style.get('baseline-shift'), style),
    'letter-spacing': spacing('letter-spacing'),
    'word-spacing': spacing('word-spacing'),
    'text-decoration': keep('text-decoration', 'none'),
  };
}

const lengthOf = (value: string, { fontSize }: Style): string =>
  String(parseLength(value, { percentOf: fontSize, fontSize }) ?? 0);
