import { z } from 'zod';

type Wrapper = z.ZodOptional | z.ZodExactOptional | z.ZodDefault | z.ZodPrefault;

/** Whether a schema only makes another one optional. */
export const isWrapper = (schema: z.core.$ZodType): schema is Wrapper =>
  schema instanceof z.ZodOptional ||
  schema instanceof z.ZodExactOptional ||
  schema instanceof z.ZodDefault ||
  schema instanceof z.ZodPrefault;

/** The schema inside optional, default and prefault. */
export const unwrapSchema = (schema: z.core.$ZodType): z.core.$ZodType =>
  isWrapper(schema) ? unwrapSchema(schema.unwrap()) : schema;
