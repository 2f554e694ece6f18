import { z } from 'zod';
import { align, color, direction, defineLength } from './basics.schema.ts';
import { LIMITS } from './limits.ts';

const fontName = z.string().min(1).max(100);

/** How text looks. What is left out comes from the style around it. */
export const styleProperties = z.strictObject({
  /** A family, or several: the next one has what the one before cannot write. */
  font: z.union([fontName, z.array(fontName).min(1).max(LIMITS.fonts)]).optional(),
  /** Of the letters, in points. */
  size: z.number().min(4).max(200).optional(),
  /** Of a line, as a multiple of the size. */
  lineHeight: z.number().min(0.8).max(4).optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  strike: z.boolean().optional(),
  color: color.optional(),
  /** Behind the text. */
  background: color.optional(),
  align: align.optional(),
  direction: direction.optional(),
  /** From the left edge of what is around. */
  indent: defineLength({ max: 500 }).optional(),
  spaceBefore: defineLength({ max: 500 }).optional(),
  spaceAfter: defineLength({ max: 500 }).optional(),
  /** Not to be the last on a page. */
  keepWithNext: z.boolean().optional(),
});

export const styleReference = z.union([z.string().min(1).max(100), styleProperties], {
  error: 'Expected the name of a style or an object with its properties',
});

export const namedStyles = z
  .record(z.string().min(1).max(100), styleProperties.extend({ extends: z.string().optional() }))
  .refine(
    (styles) => Object.keys(styles).length <= LIMITS.styles,
    `Expected at most ${LIMITS.styles} styles`,
  );

export type StyleProperties = z.output<typeof styleProperties>;
export type StyleReference = z.output<typeof styleReference>;
export type NamedStyles = z.output<typeof namedStyles>;
