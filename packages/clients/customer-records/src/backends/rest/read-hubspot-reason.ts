import { z } from 'zod';
import type { ServiceRefusal } from '../../record-failure.ts';
import type { JsonAnswer } from './send-json.ts';
import type { ServiceReason } from './service-refused-error.ts';

const context = z.record(z.string(), z.array(z.string()).catch([])).catch({});
const detail = z.object({
  message: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  in: z.string().optional().catch(undefined),
  subCategory: z.string().optional().catch(undefined),
  context: context.optional(),
});
const problem = detail.extend({
  category: z.string().optional().catch(undefined),
  errors: z.array(detail).optional().catch(undefined),
});
const errorBody = problem.extend({
  correlationId: z.string().optional().catch(undefined),
  errors: z.array(problem).optional().catch(undefined),
});
const invalidValues = z.array(
  z.object({ name: z.string().optional().catch(undefined), error: z.string().optional().catch(undefined) }),
);

/** What several records in one request may end with, each its own way. */
const REFUSALS: Readonly<Record<string, ServiceRefusal>> = {
  VALIDATION_ERROR: 'rejected',
  RATE_LIMITS: 'unavailable',
  CONFLICT: 'exists',
  OBJECT_ALREADY_EXISTS: 'exists',
  OBJECT_NOT_FOUND: 'notFound',
  MISSING_SCOPES: 'accessDenied',
  BANNED: 'accessDenied',
};

/** HubSpot's own: it is moving the account, or the record is locked for a moment. */
const NOT_NOW = [423, 477];

/**
 * What HubSpot says of a failure: categories, error codes and properties, never its messages, which repeat
 * values.
 */
export function readHubspotReason({ status, body }: JsonAnswer): ServiceReason {
  const refusal = NOT_NOW.includes(status) ? 'unavailable' : undefined;
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return { refusal, details: {} };
  const { correlationId, errors = [], ...whole } = parsed.data;
  const category = whole.category ?? errors.find((error) => error.category !== undefined)?.category;
  const details = [whole, ...errors, ...errors.flatMap((error) => error.errors ?? [])];
  const invalid = details.flatMap(({ message }) => readInvalidValues(message));
  return {
    // Of one record among several the status says nothing.
    refusal: refusal ?? (status < 300 ? (REFUSALS[category ?? ''] ?? 'rejected') : undefined),
    label: category,
    details: {
      ...(category === undefined ? {} : { category }),
      ...(correlationId === undefined ? {} : { correlationId }),
      reasons: listNames([
        ...details.map((each) => each.code),
        ...details.map((each) => each.subCategory),
        ...invalid.map(({ error }) => error),
      ]),
      fields: listNames([
        ...details.map((each) => each.in),
        ...details.flatMap((each) => each.context?.['propertyName'] ?? []),
        ...details.flatMap((each) => each.context?.['propertyNames'] ?? []),
        ...invalid.map(({ name }) => name),
      ]),
    },
  };
}

/**
 * `Property values were not valid: [{"isValid":false,"message":...,"error":"INVALID_DATE","name":"trial"}]`
 */
function readInvalidValues(message = ''): z.output<typeof invalidValues> {
  const [list] = /\[.*\]/s.exec(message) ?? [];
  if (list === undefined) return [];
  try {
    const parsed = invalidValues.safeParse(JSON.parse(list));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

const MAX_LISTED = 50;

/** Names of properties and codes; a value does not look so. */
const listNames = (names: readonly (string | undefined)[]): string[] =>
  [...new Set(names)]
    .flatMap((name) => (name !== undefined && /^[A-Za-z][\w.]{0,99}$/.test(name) ? [name] : []))
    .slice(0, MAX_LISTED);
