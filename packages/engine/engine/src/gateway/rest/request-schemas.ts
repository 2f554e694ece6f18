import { isJsonObject, type JsonObject } from '@jobwright/json';
import { z } from 'zod';
import { parseDateTime } from '../../model/iso-time.ts';

/** A key in a body. */
export const keyText = (field: string) =>
  z.string().regex(/^-?\d{1,25}$/, {
    error: ({ input }) =>
      `The provided ${field} '${String(input)}' is not a valid key. Expected a numeric value. Did you pass an entity id instead of an entity key?`,
  });

/** A key in a path. */
export const pathKey = (field: string) =>
  z.string().regex(/^-?\d{1,25}$/, {
    error: ({ input }) => `Failed to convert '${field}' with value: '${String(input)}'`,
  });

/** Variables, which are an object. */
export const variablesBody = z.custom<JsonObject>(isJsonObject, 'variables must be an object');

/** What names the records that are meant; an empty filter means all. */
export const filteredBody = z.object({
  filter: z.unknown().refine((filter) => filter !== undefined, 'No filter provided.'),
});

/** A date and time as the REST API writes it; becomes milliseconds since 1970. */
export const dateTimeText = (field: string) =>
  z
    .string(`No ${field} provided.`)
    .transform((text) => parseDateTime(text))
    .refine(
      (at) => at !== undefined,
      `The provided ${field} cannot be parsed as a date according to RFC 3339, section 5.6.`,
    )
    .transform((at) => at ?? 0);
