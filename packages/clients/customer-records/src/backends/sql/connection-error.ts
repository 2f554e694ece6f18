import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { BlockedError } from '@jobwright/http-client';

/** The driver could not connect, or lost the connection. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

export const toConnectionError = (error: unknown): ConnectionError =>
  new ConnectionError(toReason(error), { cause: error });

/** `database` names it without its password. */
export function toConnectionFailure(
  error: ConnectionError,
  database: string,
): ConnectorError | RetryableError {
  if (error.cause instanceof BlockedError) {
    return new ConnectorError({
      code: 'DATABASE_BLOCKED',
      message: `Database ${database} may not be reached from here: ${error.cause.message}`,
      cause: error,
    });
  }
  if (/CERT|SSL|TLS|SELF_SIGNED/i.test(error.message)) {
    return new ConnectorError({
      code: 'TLS_FAILED',
      message: `Database ${database}: no encrypted connection (${error.message}); check the TLS mode of the URL and the certificates`,
      cause: error,
    });
  }
  return new RetryableError({
    code: 'DATABASE_UNAVAILABLE',
    message: `Database ${database} cannot be reached or broke off (${error.message})`,
    cause: error,
  });
}

function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
