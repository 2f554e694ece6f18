import { type ConnectorFailure, InputError, type JsonObject, type JsonValue } from '@jobwright/connector-sdk';
import { RecordError, type RecordFailure } from '@jobwright/customer-records';
import { customerDataErrors, failureCodes, serviceCodes, statementCodes } from './errors.ts';

/**
 * Runs work on records. What the client throws becomes a failure of this connector.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export async function mapRecordErrors<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RecordError ? customerDataError(error) : error;
  }
}

function customerDataError({ failure, message, cause }: RecordError): ConnectorFailure {
  switch (failure.kind) {
    case 'schemaInvalid':
    case 'checkTooLarge':
      return new InputError([{ path: 'schema', message }]);
    case 'inboxMissing':
    case 'auditMissing':
      return customerDataErrors[failureCodes[failure.kind]]({ message: MISSING[failure.kind], cause });
    case 'statementRefused':
      return customerDataErrors[statementCodes[failure.refusal]]({
        message,
        variables: omitFacts(failure, ['kind', 'refusal', 'database']),
        cause,
      });
    case 'serviceRefused': {
      const { refusal, status, details, retryAfterMs } = failure;
      const variables = { status, ...details };
      return customerDataErrors[serviceCodes[refusal]]({ message, variables, retryAfterMs, cause });
    }
    case 'databaseUnavailable':
      return customerDataErrors.DATABASE_UNAVAILABLE({ message, retryAfterMs: failure.retryAfterMs, cause });
    default:
      return customerDataErrors[failureCodes[failure.kind]]({
        message,
        variables: listVariables(failure),
        cause,
      });
  }
}

/** The client does not know the command that makes its tables. */
const MISSING = {
  inboxMissing:
    'The database has no table jobwright_inbox, which makes changes happen once: run ' +
    '`jobwright migrate customer-data` or migrateCustomerData once on this database, or the SQL they print',
  auditMissing:
    'The database lacks jobwright_audit or jobwright_outbox, or they are of an older version; nothing was changed: run ' +
    '`jobwright migrate customer-data` or migrateCustomerData once on this database',
} as const;

type OtherFailure = Exclude<
  RecordFailure,
  {
    readonly kind:
      | 'auditMissing'
      | 'checkTooLarge'
      | 'databaseUnavailable'
      | 'inboxMissing'
      | 'schemaInvalid'
      | 'serviceRefused'
      | 'statementRefused';
  }
>;

/** What the error expression of a model sees as `error.variables`. */
function listVariables(failure: OtherFailure): JsonObject {
  switch (failure.kind) {
    case 'recordInvalid':
      return { problems: failure.problems.map(({ path, message }) => ({ path, message })) };
    case 'valueRejected':
      return { column: failure.column, columns: [failure.column] };
    case 'fieldNameInvalid':
      return { missing: [failure.field] };
    case 'databaseBlocked':
    case 'encryptionFailed':
    case 'versionInvalid':
      return {};
    default:
      return omitFacts(failure, ['kind']);
  }
}

const omitFacts = (failure: Readonly<Record<string, JsonValue>>, leftOut: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(failure).filter(([name]) => !leftOut.includes(name)));
