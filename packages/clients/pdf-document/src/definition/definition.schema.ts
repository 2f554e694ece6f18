import { z } from 'zod';
import { blocks } from './block.schema.ts';
import { color, COLOR_NAMES, hexColor, defineLength } from './basics.schema.ts';
import { documentSource } from './document.schema.ts';
import { LIMITS } from './limits.ts';
import { namedStyles } from './style.schema.ts';
import { isPlainObject } from '@jobwright/text-values';
import { switchSchema } from './switch-schema.ts';
import { defineText } from './text.schema.ts';

const barText = defineText(LIMITS.headingCharacters);

const threeParts = z.strictObject({
  left: barText.optional(),
  center: barText.optional(),
  right: barText.optional(),
  /** A line towards the text. */
  rule: z.boolean().default(false),
});
const blockBar = z.strictObject({ content: blocks });
export type Bar = z.output<typeof threeParts> | z.output<typeof blockBar> | null;

const bar = switchSchema<Bar>((value) => {
  if (value === null) return z.null();
  if (!isPlainObject(value)) return 'Expected { left, center, right } or { content }';
  return 'content' in value ? blockBar : threeParts;
});
const barsByPage = z.strictObject({ first: bar.optional(), rest: bar.optional() });

/** What stands on top or at the bottom of each page; `first` and `rest` when the first page has another. */
export const bars = switchSchema<{ readonly first?: Bar | undefined; readonly rest?: Bar | undefined }>(
  (value) =>
    isPlainObject(value) && ('first' in value || 'rest' in value)
      ? barsByPage
      : bar.transform((both) => ({ first: both, rest: both })),
);
export type Bars = z.output<typeof bars>;

export const colors = z.partialRecord(z.enum(COLOR_NAMES), hexColor);

const fontFile = z.union([documentSource, z.string().max(300)]);
/** The files of a family: documents, or files of an installed package of fonts. */
const family = z.strictObject({
  /** Name of an installed package; the files are then names of files in it. */
  package: z
    .string()
    .max(214)
    .regex(/^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i, 'Expected the name of a package')
    .optional(),
  regular: fontFile,
  bold: fontFile.optional(),
  italic: fontFile.optional(),
  boldItalic: fontFile.optional(),
});
export type FontFamilySource = z.output<typeof family>;

export const fonts = z
  .record(z.string().min(1).max(100), family)
  .refine(
    (families) => Object.keys(families).length <= LIMITS.fonts,
    `Expected at most ${LIMITS.fonts} families`,
  );

const margin = defineLength({ max: 300 });
const margins = z.strictObject({
  top: margin.optional(),
  right: margin.optional(),
  bottom: margin.optional(),
  left: margin.optional(),
});
const spreadMargin = (all: number) => ({ top: all, right: all, bottom: all, left: all });
/** Space between the edges of a page and what is on it, in points. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}
/** Points on every side, where neither the definition nor a template says otherwise. */
export const DEFAULT_MARGIN = 50;
/**
 * Margins as a definition may write them: points or a length such as `20mm` for all sides, or one for each.
 * Gives points.
 */
export const pageMargin = switchSchema<Margins>((value) =>
  isPlainObject(value)
    ? margins.transform((sides) => ({ ...spreadMargin(DEFAULT_MARGIN), ...withoutUndefined(sides) }))
    : margin.transform(spreadMargin),
);

const withoutUndefined = (sides: z.output<typeof margins>) =>
  Object.fromEntries(Object.entries(sides).filter(([, value]) => value !== undefined));

/**
 * Everything that a renderer reads and the modeler's form does not: validated where it is drawn, off the
 * event loop.
 */
export const definition = z.strictObject({
  content: blocks,
  header: bars.optional(),
  footer: bars.optional(),
  styles: namedStyles.default({}),
  colors: colors.default({}),
  fonts: fonts.default({}),
  /** A frame around each page. */
  frame: z
    .strictObject({ color: color.default('accent'), inset: defineLength({ max: 200 }).default(26) })
    .optional(),
});
export type Definition = z.output<typeof definition>;
