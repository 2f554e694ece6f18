import { z } from 'zod';
import { color } from './basics.schema.ts';
import { LIMITS } from './limits.ts';
import { switchSchema } from './switch-schema.ts';

/** Values are put in later, and then it is looked at again. */
export const link = z
  .string()
  .max(2_000)
  .regex(
    /^(https?:\/\/|mailto:|tel:)\S+$|^#\S+$|^\$\{[^{}]+\}$/i,
    'Expected an address with http, https, mailto or tel, or # and the id of a heading',
  );

const defineRun = (maxCharacters: number) =>
  z.strictObject({
    text: z.string().max(maxCharacters),
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    underline: z.boolean().optional(),
    strike: z.boolean().optional(),
    color: color.optional(),
    font: z.string().min(1).max(100).optional(),
    size: z.number().min(4).max(200).optional(),
    link: link.optional(),
  });

/** Text, or pieces of text that look different. */
export const defineText = (maxCharacters: number) => {
  const plain = z.string().max(maxCharacters);
  const runs = z.array(defineRun(maxCharacters)).min(1).max(LIMITS.runs);
  return switchSchema<Text>((value) => {
    if (typeof value === 'string') return plain;
    if (Array.isArray(value)) return runs;
    return `Expected a text of at most ${maxCharacters} characters, or a list of pieces with a text each`;
  });
};

export const text = defineText(LIMITS.textCharacters);

export type Run = z.output<ReturnType<typeof defineRun>>;
export type Text = string | readonly Run[];
