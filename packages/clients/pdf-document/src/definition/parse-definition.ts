import { isConnectorFailure, parseInput } from '@jobwright/connector-sdk';
import type { z } from 'zod';
import { definitionError } from '../pdf-error.ts';

/**
 * Validates what came from outside.
 * @throws PdfError `definition` with the paths of what is wrong
 */
export function parseDefinition<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  try {
    return parseInput(schema, value);
  } catch (error) {
    if (isConnectorFailure(error) && error.kind === 'input')
      throw definitionError(error.issues, { cause: error });
    throw error;
  }
}
