import { toErrorMessage } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';
import {
  type CallBounds,
  ClusterCallError,
  hasNoCredentials,
  waitForAnswer,
} from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { Camunda7Engine } from './camunda7-engine.ts';
import type { EngineRequests } from './engine-request.ts';

/** How long to wait for an engine. */
export interface EngineWait {
  /** Milliseconds; `Infinity` waits forever. */
  readonly timeoutMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal | undefined;
}

const count = z.object({ count: z.number() });

/**
 * Asks an engine for something small that every version answers, with its credentials.
 * @throws ClusterCallError
 */
export async function askEngine(engine: EngineRequests, bounds: CallBounds): Promise<void> {
  const answer = await engine.send({ method: 'GET', path: '/external-task/count' }, bounds);
  try {
    count.parse(JSON.parse(answer));
  } catch (cause) {
    throw new ClusterCallError('unexpected', 'what answers there is not the REST API of an engine', {
      cause,
    });
  }
}

/**
 * Waits until an engine answers.
 * @throws ClusterUnreachableError that says what to check
 */
export const waitForEngine = (engine: Camunda7Engine, wait: EngineWait): Promise<void> =>
  waitForAnswer({
    ...wait,
    address: engine.address,
    ask: (bounds) => askEngine(engine, bounds),
    explain: (error) => explain(error, engine.address),
  });

function explain(error: unknown, address: string): string {
  const reason = toErrorMessage(error);
  if (hasNoCredentials(error)) return reason;
  const failure = error instanceof ClusterCallError ? error.failure : 'unexpected';
  switch (failure) {
    case 'unauthenticated':
    case 'denied':
      return `The engine at ${address} rejects the credentials (${reason}): check \`authentication\`, and the client certificate, if it requires one; after a wrong password an engine refuses the right one, too, for some seconds up to a minute`;
    case 'untrusted':
      return `TLS with the engine at ${address} failed (${reason}): check its certificate, and the certificate authority to trust (\`tls.caFile\`)`;
    default:
      return `No engine of Camunda 7 or Operaton answers at ${address} (${reason}): check that it runs, and that the address is the one of its REST API, such as http://localhost:8080/engine-rest`;
  }
}
