import { isJsonObject, parseJson } from '@jobwright/json';

export type JobHeaders = Readonly<Record<string, string>>;

const NONE: JobHeaders = Object.freeze({});
const MAX_KEPT = 1_000;

/** A longer text is read each time: those of all tasks would be too many. */
const MAX_KEPT_LENGTH = 100_000;

/**
 * Reads the headers of jobs. All jobs of one task have the same text, and get the same object: what is made of it can be kept.
 * @throws Error when the text is no JSON object
 */
export function createHeaderReader(): (text: string) => JobHeaders {
  const kept = new Map<string, JobHeaders>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MAX_KEPT) kept.clear();
    const headers = toHeaders(text);
    if (text.length <= MAX_KEPT_LENGTH) kept.set(text, headers);
    return headers;
  };
}

function toHeaders(text: string): JobHeaders {
  if (text === '' || text === '{}') return NONE;
  const headers = parseJson(text);
  if (!isJsonObject(headers)) throw new Error('Expected a JSON object');
  return Object.freeze(
    Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
  );
}
