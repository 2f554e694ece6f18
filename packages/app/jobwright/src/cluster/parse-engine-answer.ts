import { ClusterCallError } from '@jobwright/camunda8';
import type { z } from 'zod';

/**
 * Parses what an engine of Camunda 7 answered at a path.
 * @throws ClusterCallError when it is something else
 */
export function parseEngineAnswer<Schema extends z.ZodType>(
  text: string,
  { path, schema }: { readonly path: string; readonly schema: Schema },
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${path} does not answer as the REST API of an engine does`;
    throw new ClusterCallError('unexpected', message, { cause });
  }
}
