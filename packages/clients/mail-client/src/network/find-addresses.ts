import { ConnectorError, type OutboundNetwork, RetryableError } from '@jobwright/connector-sdk';
import { BlockedError, findAllowedAddresses } from '@jobwright/http-client';
import { type MailServer, toPlace } from './mail-server.ts';

export interface FindOptions {
  readonly network: OutboundNetwork;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * The addresses of a mail server that the network lets us reach. Every connection goes to one of them and resolves nothing anew: a
 * name cannot change its mind in between.
 * @throws ConnectorError `EMAIL_BLOCKED`; RetryableError `EMAIL_HOST_NOT_FOUND`, `EMAIL_TIMEOUT`
 */
export async function findAddresses(server: MailServer, options: FindOptions): Promise<readonly string[]> {
  const { host, port, protocol } = server;
  try {
    const { addresses } = await findAllowedAddresses({ host, port, ...options });
    return addresses;
  } catch (cause) {
    if (cause instanceof BlockedError)
      throw new ConnectorError({
        code: 'EMAIL_BLOCKED',
        message: `${toPlace(server)} may not be reached from here: ${cause.message}`,
      });
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    const isLate = reason === 'ETIMEDOUT' || options.signal?.aborted === true;
    throw isLate
      ? new RetryableError({
          code: 'EMAIL_TIMEOUT',
          message: `The host name ${host} was not resolved in time`,
          cause,
        })
      : new RetryableError({
          code: 'EMAIL_HOST_NOT_FOUND',
          message: `The host name ${host} could not be resolved (${reason}); check the ${protocol} host`,
          cause,
        });
  }
}
