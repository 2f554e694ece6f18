import { z } from 'zod';
import type { ServiceRefusal } from '../../record-failure.ts';
import type { JsonAnswer } from './send-json.ts';
import type { ServiceReason } from './service-refused-error.ts';

const problem = z.object({
  errorCode: z.string().optional(),
  /** What it is called in the answer to a write. */
  statusCode: z.string().optional(),
  message: z.string().optional().catch(undefined),
  fields: z.array(z.string()).nullish().catch(undefined),
});
const errorBody = z.union([
  z.array(problem),
  z.object({ errors: z.array(problem) }).transform(({ errors }) => errors),
]);

const REFUSALS: Readonly<Record<string, ServiceRefusal>> = {
  UNABLE_TO_LOCK_ROW: 'conflict',
  REQUEST_LIMIT_EXCEEDED: 'unavailable',
  SERVER_UNAVAILABLE: 'unavailable',
  QUERY_TIMEOUT: 'unavailable',
  DUPLICATE_VALUE: 'exists',
  DUPLICATES_DETECTED: 'exists',
  INVALID_FIELD: 'fieldUnknown',
  INSUFFICIENT_ACCESS_OR_READONLY: 'accessDenied',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'accessDenied',
  ENTITY_IS_DELETED: 'notFound',
};

/** What Salesforce says of a failure: error codes and fields, never its messages, which repeat values. */
export function readSalesforceReason({ body }: JsonAnswer): ServiceReason {
  const parsed = errorBody.safeParse(body);
  const problems = parsed.success ? parsed.data : [];
  const [errorCode, ...others] = [
    ...new Set(problems.flatMap(({ errorCode: code, statusCode }) => code ?? statusCode ?? [])),
  ];
  if (errorCode === undefined) return { details: {} };
  const fields = [...new Set(problems.flatMap((each) => [...(each.fields ?? []), ...readField(each)]))];
  const refusal = REFUSALS[errorCode];
  return {
    refusal,
    label: errorCode,
    details: {
      errorCode,
      fields,
      ...(others.length > 0 && { errorCodes: [errorCode, ...others] }),
      ...(refusal === 'fieldUnknown' && { missing: fields }),
    },
  };
}

/** Some name the field in words only. */
function readField({ message = '' }: z.output<typeof problem>): readonly string[] {
  const field = /^No such column '(\w{1,100})' on /.exec(message.trim())?.[1];
  return field === undefined ? [] : [field];
}
