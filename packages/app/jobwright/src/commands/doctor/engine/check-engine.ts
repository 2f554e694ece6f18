import { ClusterCallError } from '@jobwright/camunda8';
import { readHeader } from '@jobwright/http-client';
import { z } from 'zod';
import { explainEngineFailure } from '../../../cluster/connect-engine.ts';
import { type Check, fail, type Finding, ok } from '../check.ts';
import { judgeClock } from '../judge-clock.ts';
import { engineCheck, type EngineParts, readEngine } from './engine-parts.ts';

const versionSchema = z.object({ version: z.string() });
const countSchema = z.object({ count: z.number() });
/** A task of this topic does not exist. */
const NO_TOPIC = 'jobwright:doctor:1';

/** Checks whether the engine answers with these credentials, and reports what it is. */
export const checkEngine = (parts: EngineParts): Check => ({
  name: 'engine',
  async run(signal) {
    try {
      const { version } = await readEngine(parts, '/version', { schema: versionSchema, signal });
      await readEngine(parts, '/external-task/count', { schema: countSchema, signal });
      const { auth, url } = parts.cluster;
      const nodes = Array.isArray(url) && url.length > 1 ? `, ${url.length} nodes` : '';
      const credentials = auth === undefined || auth.method === 'none' ? 'no authentication' : auth.method;
      const flavour = version.startsWith('7.') ? 'Camunda' : 'Operaton';
      const facts = ok(`${flavour} ${version} at ${parts.client.address}${nodes}, ${credentials}`);
      return [facts, ...(await checkClock(parts, signal))];
    } catch (error) {
      if (!(error instanceof ClusterCallError)) throw error;
      const { problem, advice } = explainEngineFailure(error, parts.client);
      return fail(problem, advice);
    }
  },
});

/** The clock of the engine decides when locks end. */
async function checkClock(
  { client, timeoutMs }: EngineParts,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const began = Date.now();
  const { headers, body } = await client.open({ method: 'GET', path: '/version' }, { timeoutMs, signal });
  body.cancel();
  return judgeClock(readHeader(headers, 'date'), (began + Date.now()) / 2);
}

/** Checks whether polls are accepted. Without permission they are not refused, but bring no tasks. */
export const checkFetching = (parts: EngineParts): Check =>
  engineCheck('jobs', parts, async (signal) => {
    const topics = [{ topicName: NO_TOPIC, lockDuration: 1_000 }];
    const body = JSON.stringify({ workerId: 'jobwright-doctor', maxTasks: 1, topics });
    const bounds = { timeoutMs: parts.timeoutMs, signal };
    await parts.client.send({ method: 'POST', path: '/external-task/fetchAndLock', body }, bounds);
    return ok('polls are accepted; they bring the tasks that these credentials may see and change');
  });
