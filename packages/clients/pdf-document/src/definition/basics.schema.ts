import { z } from 'zod';

const POINTS_PER_UNIT = { pt: 1, mm: 72 / 25.4, cm: 72 / 2.54, in: 72 } as const;
const isUnit = (text: string | undefined): text is keyof typeof POINTS_PER_UNIT =>
  text !== undefined && text in POINTS_PER_UNIT;

const LENGTH = /^(\d+(?:\.\d+)?)(pt|mm|cm|in)$/;

/** A length on paper: points as a number, or a text such as `20mm`. Gives points. */
export const defineLength = ({
  min = 0,
  max = 2_000,
}: { readonly min?: number; readonly max?: number } = {}) =>
  z
    .union([z.number(), z.string().regex(LENGTH)], {
      error: 'Expected a number of points or a text such as 20mm, 2cm, 1in or 12pt',
    })
    .transform((value) => {
      if (typeof value === 'number') return value;
      const [, amount, unit] = LENGTH.exec(value) ?? [];
      return Number(amount) * (isUnit(unit) ? POINTS_PER_UNIT[unit] : 1);
    })
    .refine((points) => points >= min && points <= max, `Expected ${min} to ${max} points`);

/** Names of the colors of a document; `colors` gives them other values. */
export const COLOR_NAMES = ['accent', 'text', 'muted', 'line', 'soft', 'white', 'danger'] as const;
export type ColorName = (typeof COLOR_NAMES)[number];

export const hexColor = z
  .string()
  .regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, 'Expected a color such as #0f62fe');

export const color = z.union([z.enum(COLOR_NAMES), hexColor], {
  error: `Expected a color such as #0f62fe, or one of ${COLOR_NAMES.join(', ')}`,
});

/** Where a value stands in the data, e.g. `customer.name`. */
export const dataPath = z
  .string()
  .max(200)
  .regex(
    /^!?[\p{L}_][\p{L}\p{N}_-]*(\.[\p{L}\p{N}_-]+)*$/u,
    'Expected a path into the data such as customer.name',
  );

export const align = z.enum(['left', 'center', 'right', 'justify', 'start', 'end']);
export const direction = z.enum(['auto', 'ltr', 'rtl']);
