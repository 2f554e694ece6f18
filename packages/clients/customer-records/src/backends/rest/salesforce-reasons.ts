import { z } from 'zod';
import type { CustomerDataErrorCode } from '../../errors.ts';
import type { JsonAnswer } from './send-json.ts';
import type { ServiceReason } from './service-failure.ts';

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

const CODES: Readonly<Record<string, CustomerDataErrorCode>> = {
  UNABLE_TO_LOCK_ROW: 'TRANSACTION_CONFLICT',
  REQUEST_LIMIT_EXCEEDED: 'BACKEND_UNAVAILABLE',
  SERVER_UNAVAILABLE: 'BACKEND_UNAVAILABLE',
  QUERY_TIMEOUT: 'BACKEND_UNAVAILABLE',
  DUPLICATE_VALUE: 'CUSTOMER_EXISTS',
  DUPLICATES_DETECTED: 'CUSTOMER_EXISTS',
  INVALID_FIELD: 'COLUMN_UNKNOWN',
  INSUFFICIENT_ACCESS_OR_READONLY: 'ACCESS_DENIED',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'ACCESS_DENIED',
  ENTITY_IS_DELETED: 'CUSTOMER_NOT_FOUND',
};

/** What Salesforce says of a failure: error codes and fields, never its messages, which repeat values. */
export function toSalesforceReason({ body }: JsonAnswer): ServiceReason {
  const parsed = errorBody.safeParse(body);
  const problems = parsed.success ? parsed.data : [];
  const [errorCode, ...others] = [
    ...new Set(problems.flatMap(({ errorCode: code, statusCode }) => code ?? statusCode ?? [])),
  ];
  if (errorCode === undefined) return { variables: {} };
  const fields = [...new Set(problems.flatMap((each) => [...(each.fields ?? []), ...readField(each)]))];
  const code = CODES[errorCode];
  return {
    code,
    label: errorCode,
    variables: {
      errorCode,
      fields,
      ...(others.length > 0 && { errorCodes: [errorCode, ...others] }),
      ...(code === 'COLUMN_UNKNOWN' && { missing: fields }),
    },
  };
}

/** Some name the field in words only. */
function readField({ message = '' }: z.output<typeof problem>): readonly string[] {
  const field = /^No such column '(\w{1,100})' on /.exec(message.trim())?.[1];
  return field === undefined ? [] : [field];
}
