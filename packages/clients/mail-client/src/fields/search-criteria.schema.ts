import { isJsonObject } from '@jobwright/json';
import { z } from 'zod';

/** What emails have to match: one field, or a group of criteria. */
export type SearchCriteria = SearchTerm | SearchGroup;

/** One field of an email that has to contain a text, whatever the case of its letters. */
export interface SearchTerm {
  readonly field: 'FROM' | 'SUBJECT' | 'BODY';
  readonly value: string;
}

/** Criteria of which all (`AND`) or at least one (`OR`) must hold. */
export interface SearchGroup {
  readonly operator: 'AND' | 'OR';
  readonly criteria: readonly SearchCriteria[];
}

const MAX_DEPTH = 50;
const MAX_TERMS = 1_000;

const term = z.object({
  field: z.enum(['FROM', 'SUBJECT', 'BODY']),
  value: z
    .string()
    .min(1, 'Expected a text to search for')
    .max(1_000)
    .regex(/^\P{Cc}*$/u, 'Line breaks and control characters are not allowed'),
});

const group: z.ZodType<SearchGroup> = z.object({
  operator: z.enum(['AND', 'OR']),
  criteria: z.array(z.lazy(() => criteria)).min(1, 'Expected at least one criterion'),
});

const criteria: z.ZodType<SearchCriteria> = z.lazy(() =>
  z.union([term, group], {
    error:
      'Expected {field: "FROM", "SUBJECT" or "BODY", value: text} or {operator: "AND" or "OR", criteria: [...]}',
  }),
);

/** Checks search criteria: at most 1,000, nested at most 50 deep. Blank means every email. */
export const searchCriteria = z
  .unknown()
  .refine(isShallow, `Expected at most ${MAX_TERMS} criteria, nested at most ${MAX_DEPTH} deep`)
  .transform((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value))
  .pipe(criteria.nullish())
  .optional();

/** Walks without recursion: what comes in may be nested deeper than the stack. */
function isShallow(value: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  let terms = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    terms += 1;
    if (next.depth > MAX_DEPTH || terms > MAX_TERMS) return false;
    const nested = isJsonObject(next.value) ? next.value['criteria'] : undefined;
    if (!Array.isArray(nested)) continue;
    const { depth } = next;
    for (const each of nested.slice(0, MAX_TERMS + 1)) open.push({ value: each, depth: depth + 1 });
  }
  return true;
}
