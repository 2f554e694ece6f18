import { isConnectorFailure, toFailureCode } from '@jobwright/connector-sdk';
import { findGuard, LimitError, type Permit, runWithPermit } from '@jobwright/http-client';
import type { MailContext } from '../mail-context.ts';
import { MailError, type MailFailure } from '../mail-failure.ts';
import { type MailServer, originOf } from './mail-server.ts';

type Context = Pick<MailContext, 'network' | 'signal' | 'toFailureCode' | 'trace'>;

/** What speaks against the health of a server, and not against a login or a mail. */
const UNHEALTHY: ReadonlySet<MailFailure['kind']> = new Set([
  'connection-failed',
  'host-lookup-timeout',
  'host-not-found',
  'timeout',
  'tls-interrupted',
] as const);

/**
 * Works with a server when its limits let us: so many mails or mailbox tasks a second and at a time, none
 * while it keeps failing. The work is a span of the job.
 * @throws MailError `limit-reached`; what `work` throws
 */
export async function withinLimits<Answer>(
  server: MailServer,
  context: Context,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { trace, toFailureCode: toCode = ({ kind }) => kind } = context;
  if (!trace.isOn) return workWithin(server, context, work);
  const { protocol, host, port } = server;
  const attributes = {
    'network.protocol.name': protocol.toLowerCase(),
    'server.address': host,
    'server.port': port,
  };
  const span = trace.start(protocol, attributes);
  try {
    const answer = await workWithin(server, context, work);
    span.end();
    return answer;
  } catch (error) {
    span.end(error instanceof MailError ? toCode(error.failure) : toFailureCode(error));
    throw error;
  }
}

async function workWithin<Answer>(
  server: MailServer,
  context: Context,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const permit = await findPermit(server, context);
  return permit === undefined ? work() : runWithPermit(permit, outcomeOf, work);
}

function outcomeOf(error: unknown): 'healthy' | 'unhealthy' | 'unknown' {
  if (error instanceof MailError) return UNHEALTHY.has(error.failure.kind) ? 'unhealthy' : 'healthy';
  return isConnectorFailure(error) ? 'healthy' : 'unknown';
}

async function findPermit(server: MailServer, { network, signal }: Context): Promise<Permit | undefined> {
  const guard = findGuard(network, originOf(server));
  try {
    return await guard?.acquire(signal);
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    const limit = error.code === 'CIRCUIT_OPEN' ? 'circuit' : 'waiting';
    const { message: reason, retryAfterMs } = error;
    throw new MailError({ kind: 'limit-reached', server, limit, reason, retryAfterMs });
  }
}
