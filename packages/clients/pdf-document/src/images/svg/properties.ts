import { parseColor } from './parse-color.ts';
import { parseLength } from './units.ts';

interface Property {
  readonly isInherited: boolean;
  readonly initial: string;
  /** Does it say something that is drawn as it says? */
  readonly isUnderstood: (value: string) => boolean;
}

const anyOf =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);
const isLength = (value: string): boolean => parseLength(value, { percentOf: 1, fontSize: 1 }) !== undefined;
const isShare = (value: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?%?$/i.test(value);
const isColor = (value: string): boolean => isCurrent(value) || parseColor(value) !== undefined;
export const isCurrent = (value: string): boolean => value.toLowerCase() === 'currentcolor';
/** A reference within the drawing; for paint with a fallback behind it. */
export const REFERENCE = /^url\(\s*['"]?#([^'")]*?)['"]?\s*\)\s*(.*)$/i;
const isPaint = (value: string): boolean => {
  if (value === 'none' || isColor(value)) return true;
  const [, id, rest = ''] = REFERENCE.exec(value) ?? [];
  return id !== undefined && (rest === '' || rest === 'none' || isColor(rest));
};
const isReference = (value: string): boolean => value === 'none' || REFERENCE.exec(value)?.[2] === '';
const isOrigin = (value: string): boolean => {
  const parts = value.split(/\s+/);
  return (
    parts.length <= 2 &&
    parts.every((part) => /^(left|right|top|bottom|center)$/.test(part) || isLength(part))
  );
};
const isSpacing = (value: string): boolean => value === 'normal' || isLength(value);

const property = (
  isInherited: boolean,
  initial: string,
  isUnderstood: (value: string) => boolean,
): Property => ({ isInherited, initial, isUnderstood });
const PAINT_PARTS = ['fill', 'stroke', 'markers'] as const;
type PaintPart = (typeof PAINT_PARTS)[number];
const isPaintPart = (word: string): word is PaintPart => PAINT_PARTS.some((part) => part === word);
const isPaintOrder = (value: string): boolean => {
  const words = value.split(/\s+/);
  return value === 'normal' || (words.every(isPaintPart) && new Set(words).size === words.length);
};
/** The parts of a shape in the order of `paint-order`: what it does not name comes last. */
export const listPaintOrder = (value: string): readonly PaintPart[] => [
  ...new Set([...value.split(/\s+/).filter(isPaintPart), ...PAINT_PARTS]),
];
const BASELINES = [
  ...['auto', 'baseline', 'before-edge', 'text-before-edge', 'middle', 'central', 'after-edge'],
  ...['text-after-edge', 'ideographic', 'alphabetic', 'hanging', 'mathematical'],
];

export const PROPERTIES: ReadonlyMap<string, Property> = new Map([
  ['color', property(true, 'black', isColor)],
  ['fill', property(true, 'black', isPaint)],
  ['stroke', property(true, 'none', isPaint)],
  ['fill-opacity', property(true, '1', isShare)],
  ['stroke-opacity', property(true, '1', isShare)],
  ['opacity', property(false, '1', isShare)],
  ['stop-color', property(false, 'black', isColor)],
  ['stop-opacity', property(false, '1', isShare)],
  ['fill-rule', property(true, 'nonzero', anyOf('nonzero', 'evenodd'))],
  ['clip-rule', property(true, 'nonzero', anyOf('nonzero', 'evenodd'))],
  ['stroke-width', property(true, '1', isLength)],
  ['stroke-linecap', property(true, 'butt', anyOf('butt', 'round', 'square'))],
  ['stroke-linejoin', property(true, 'miter', anyOf('miter', 'round', 'bevel'))],
  ['stroke-miterlimit', property(true, '4', isShare)],
  [
    'stroke-dasharray',
    property(true, 'none', (value) => value === 'none' || value.split(/[\s,]+/).every(isLength)),
  ],
  ['stroke-dashoffset', property(true, '0', isLength)],
  ['marker-start', property(true, 'none', isReference)],
  ['marker-mid', property(true, 'none', isReference)],
  ['marker-end', property(true, 'none', isReference)],
  ['visibility', property(true, 'visible', anyOf('visible', 'hidden', 'collapse'))],
  ['display', property(false, 'inline', (value) => value !== '')],
  ['overflow', property(false, 'hidden', anyOf('hidden', 'scroll', 'visible', 'auto'))],
  ['clip-path', property(false, 'none', isReference)],
  ['mask', property(false, 'none', isReference)],
  ['font-family', property(true, 'sans-serif', () => true)],
  ['font-size', property(true, '16px', (value) => isLength(value) || SIZES.has(value))],
  [
    'font-weight',
    property(true, 'normal', (value) => /^(normal|bold|bolder|lighter|[1-9]\d{0,3})$/.test(value)),
  ],
  ['font-style', property(true, 'normal', (value) => /^(normal|italic|oblique)\b/.test(value))],
  ['text-anchor', property(true, 'start', anyOf('start', 'middle', 'end'))],
  ['direction', property(true, 'ltr', anyOf('ltr', 'rtl'))],
  ['dominant-baseline', property(true, 'auto', anyOf(...BASELINES))],
  ['alignment-baseline', property(false, 'auto', anyOf(...BASELINES))],
  [
    'baseline-shift',
    property(false, 'baseline', (value) => /^(baseline|sub|super)$/.test(value) || isLength(value)),
  ],
  ['letter-spacing', property(true, 'normal', isSpacing)],
  ['word-spacing', property(true, 'normal', isSpacing)],
  ['text-decoration', property(false, 'none', anyOf('none', 'underline', 'overline', 'line-through'))],
  ['white-space', property(true, 'normal', anyOf('normal', 'nowrap', 'pre'))],
  // What follows is drawn only as it is at first.
  ['filter', property(false, 'none', anyOf('none'))],
  ['mix-blend-mode', property(false, 'normal', anyOf('normal'))],
  ['vector-effect', property(false, 'none', anyOf('none'))],
  ['paint-order', property(true, 'normal', isPaintOrder)],
  ['writing-mode', property(true, 'horizontal-tb', anyOf('horizontal-tb', 'lr', 'lr-tb'))],
  ['text-transform', property(true, 'none', anyOf('none', 'uppercase', 'lowercase'))],
  ['font-variant', property(true, 'normal', anyOf('normal', 'none'))],
  ['mask-type', property(false, 'luminance', anyOf('luminance', 'alpha'))],
  ['transform-origin', property(false, '0 0', isOrigin)],
  ['transform-box', property(false, 'view-box', anyOf('view-box'))],
  ['clip', property(false, 'auto', anyOf('auto'))],
  ['color-interpolation', property(true, 'sRGB', anyOf('sRGB', 'auto'))],
]);

export const SIZES: ReadonlyMap<string, string> = new Map([
  ['xx-small', '9px'],
  ['x-small', '10px'],
  ['small', '13px'],
  ['medium', '16px'],
  ['large', '18px'],
  ['x-large', '24px'],
  ['xx-large', '32px'],
]);

/**
 * What says how fast or how fine something is drawn, how it moves, or what a pointer does: nothing that a
 * page shows.
 */
const WITHOUT_EFFECT = new RegExp(
  `^(-.*|${[
    ...['enable-background', 'shape-rendering', 'text-rendering', 'image-rendering', 'color-rendering'],
    ...['cursor', 'pointer-events', 'user-select', 'will-change', 'isolation', 'color-profile', 'kerning'],
    ...[
      'font-kerning',
      'font-stretch',
      'font-feature-settings',
      'font-variation-settings',
      'font-optical-sizing',
    ],
    ...['font-size-adjust', 'font-variant-.*', 'line-height', 'text-align', 'text-align-.*', 'text-indent'],
    ...['unicode-bidi', 'solid-color', 'solid-opacity', 'block-progression', 'shape-padding', 'shape-margin'],
    ...[
      'text-orientation',
      'glyph-orientation-.*',
      'color-interpolation-filters',
      'flood-color',
      'flood-opacity',
    ],
    ...['lighting-color', 'viewport-fill', 'viewport-fill-opacity', 'backface-visibility', 'perspective'],
    ...[
      'transition',
      'transition-.*',
      'animation',
      'animation-.*',
      'inline-size',
      'buffered-rendering',
      'audio-level',
    ],
    ...[
      'text-decoration-(line|style|color|thickness)',
      'text-underline-.*',
      'outline',
      'outline-.*',
      'border',
      'border-.*',
    ],
    ...[
      'background',
      'background-.*',
      'margin',
      'margin-.*',
      'padding',
      'padding-.*',
      'box-sizing',
      'vertical-align',
    ],
    ...['max-width', 'max-height', 'flex', 'flex-.*', 'fill-rule-.*'],
    ...[
      'width',
      'height',
      'position',
      'top',
      'left',
      'float',
      'clear',
      'stroke-alignment',
      'font-synthesis',
      'orphans',
      'widows',
    ],
  ].join('|')})$`,
);
export const hasNoEffect = (name: string): boolean => WITHOUT_EFFECT.test(name);
