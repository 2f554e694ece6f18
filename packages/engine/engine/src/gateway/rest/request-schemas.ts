import { isJsonObject, type JsonObject } from '@jobwright/json';
import { z } from 'zod';

/** A key as the REST API writes it. */
export const keyText = (field: string) =>
  z.string().regex(/^\d{1,25}$/, `The value for ${field} is not a key`);

/** Variables, which are an object. */
export const variablesBody = z.custom<JsonObject>(isJsonObject, 'variables must be an object');
