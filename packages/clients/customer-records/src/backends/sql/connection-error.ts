import { BlockedError } from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';

/** The driver could not connect, or lost the connection. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

export const connectionError = (error: unknown): ConnectionError =>
  new ConnectionError(describeReason(error), { cause: error });

/** `database` names it without its password. */
export function connectionFailedError(error: ConnectionError, database: string): RecordError {
  if (error.cause instanceof BlockedError) {
    return new RecordError({
      failure: { kind: 'databaseBlocked', database },
      message: `Database ${database} is blocked by the network rules: ${error.cause.message}`,
      cause: error,
    });
  }
  if (/CERT|SSL|TLS|SELF_SIGNED/i.test(error.message)) {
    return new RecordError({
      failure: { kind: 'encryptionFailed', database },
      message: `Database ${database}: no encrypted connection (${error.message}); check the TLS mode of the URL and the certificates`,
      cause: error,
    });
  }
  return new RecordError({
    failure: { kind: 'databaseUnavailable', database },
    message: `Database ${database} cannot be reached or broke off (${error.message})`,
    cause: error,
  });
}

function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
