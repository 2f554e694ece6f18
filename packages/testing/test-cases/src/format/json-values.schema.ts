import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { z } from 'zod';

/** Variables: a JSON object. */
export const variables = z.custom<JsonObject>(isJsonObject, 'must be a JSON object');

/** Any JSON value, null included. */
export const anyJson = z.custom<JsonValue>((value) => value !== undefined, 'must be given');

const MAX_LISTED = 1000;

/** A list of bounded length. */
export const listOf = <Item extends z.ZodType>(item: Item): z.ZodArray<Item> =>
  z.array(item).max(MAX_LISTED, `must have at most ${MAX_LISTED} entries`);
