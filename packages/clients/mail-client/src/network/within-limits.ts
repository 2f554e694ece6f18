import { type OperationContext, RetryableError, runInSpan } from '@jobwright/connector-sdk';
import { findGuard, LimitError, type Permit, workWithPermit } from '@jobwright/http-client';
import { type MailServer, toOrigin, toPlace } from './mail-server.ts';

type Context = Pick<OperationContext, 'network' | 'signal' | 'trace'>;

/** What speaks against the health of a server, and not against a login or a mail. */
const UNHEALTHY: ReadonlySet<string> = new Set([
  'EMAIL_CONNECTION_FAILED',
  'EMAIL_HOST_NOT_FOUND',
  'EMAIL_TIMEOUT',
]);

/**
 * Works with a server when its limits let us: so many mails or mailbox tasks a second and at a time, none while it keeps failing. The work is
 * a span of the job.
 * @throws RetryableError `EMAIL_RATE_LIMITED`, `EMAIL_CIRCUIT_OPEN`; what `work` throws
 */
export function withinLimits<Answer>(
  server: MailServer,
  context: Context,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { trace } = context;
  if (!trace.isOn) return workWithin(server, context, work);
  const { protocol, host, port } = server;
  const attributes = {
    'network.protocol.name': protocol.toLowerCase(),
    'server.address': host,
    'server.port': port,
  };
  return runInSpan(trace, { name: protocol, attributes }, () => workWithin(server, context, work));
}

async function workWithin<Answer>(
  server: MailServer,
  context: Context,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const permit = await findPermit(server, context);
  if (permit === undefined) return work();
  return workWithPermit(permit, (code) => UNHEALTHY.has(code), work);
}

async function findPermit(server: MailServer, { network, signal }: Context): Promise<Permit | undefined> {
  const guard = findGuard(network, toOrigin(server));
  try {
    return await guard?.enter(signal);
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    throw new RetryableError({
      code: error.code === 'CIRCUIT_OPEN' ? 'EMAIL_CIRCUIT_OPEN' : 'EMAIL_RATE_LIMITED',
      message: `${toPlace(server)} was left alone: ${error.message}`,
      retryAfterMs: error.retryAfterMs,
    });
  }
}
