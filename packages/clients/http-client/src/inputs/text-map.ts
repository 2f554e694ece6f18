import { z } from 'zod';
import { describeHeaderProblem } from '../describe-header-problem.ts';
import type { HeaderLine } from '../http-message.ts';

const scalar = z.union([z.string(), z.number(), z.bigint(), z.boolean()]);

/** A map of texts, numbers and booleans; a list repeats the name. */
export const textMapInput = z
  .record(
    z.string(),
    z.union([scalar, z.null(), z.array(scalar)], {
      error: 'Expected text, a number, true, false, null or a list of them',
    }),
    { error: 'Expected a map (FEEL context)' },
  )
  .meta({ secret: 'named' });

/** A map of texts, numbers and booleans; a list repeats its name, null is an empty value. */
export type TextMap = z.output<typeof textMapInput>;

/** Name and value of an entry; null: a name without a value. */
export type Entry = readonly [name: string, value: string | null];

/** The entries of a map; each item of a list is an entry. */
export const listEntries = (map: TextMap): readonly Entry[] =>
  Object.entries(map).flatMap(([name, value]): Entry[] => {
    if (value === null) return [[name, null]];
    return (Array.isArray(value) ? value : [value]).map((item): Entry => [name, String(item)]);
  });

/** A map of headers; one that cannot be sent is refused. */
export const headersInput = textMapInput
  .superRefine((headers, context) => {
    for (const [name, value] of listEntries(headers)) {
      const problem = describeHeaderProblem([name, value ?? '']);
      if (problem !== undefined) context.addIssue({ code: 'custom', path: [name], message: problem });
    }
  })
  .meta({ secret: 'named' });

/** The header lines of a map. Null is an empty value, but a `Content-Type` of null counts as absent. */
export const toHeaderLines = (headers: TextMap): readonly HeaderLine[] =>
  listEntries(headers).flatMap(([name, value]): HeaderLine[] =>
    value === null && name.toLowerCase() === 'content-type' ? [] : [[name, value ?? '']],
  );

/** Adds percent-encoded parameters to those of a URL, before its fragment; null is a name without a value. */
export function addQuery(url: string, parameters: readonly Entry[]): string {
  if (parameters.length === 0) return url;
  const query = parameters
    .map(([name, value]) =>
      value === null ? encodeComponent(name) : `${encodeComponent(name)}=${encodeComponent(value)}`,
    )
    .join('&');
  const [address = '', ...fragment] = url.trim().split('#');
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return [`${address}${separator}${query}`, ...fragment].join('#');
}

/** A lone surrogate, which cannot be encoded, becomes U+FFFD, as in a URL that is given as a whole. */
const encodeComponent = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
