import { createLruCache } from '@jobwright/concurrency';
import { isJsonObject, parseJson } from '@jobwright/json';

/** The task headers of a job. */
export type JobHeaders = Readonly<Record<string, string>>;

const NONE: JobHeaders = Object.freeze({});
const MAX_CACHED = 1_000;
/** Longer texts are parsed each time: those of many tasks would need too much memory. */
const MAX_CACHED_LENGTH = 100_000;

/**
 * Reads the headers of jobs. All jobs of one task have the same text, and get the same object: what is
 * computed from it can be cached.
 * @throws Error when the text is not a JSON object
 */
export function createHeaderReader(): (text: string) => JobHeaders {
  const cache = createLruCache<JobHeaders>({ maxEntries: MAX_CACHED });
  return (text) =>
    text.length > MAX_CACHED_LENGTH ? parseHeaders(text) : cache.getOrCreate(text, () => parseHeaders(text));
}

function parseHeaders(text: string): JobHeaders {
  if (text === '' || text === '{}') return NONE;
  const headers = parseJson(text);
  if (!isJsonObject(headers)) throw new Error('Expected a JSON object');
  return Object.freeze(
    Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
  );
}
