import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { connectClient, toEnvironment } from '../../src/testing/connect-client.ts';
import type { EngineProcess } from './engine-process.ts';
import type { Ledger } from './ledger.ts';
import { renderOrder } from './order-model.ts';

const JOB_TIMEOUT_MS = 2_000;
const MESSAGE_LIFE_MS = 3_600_000;
const AT_ONCE = 4;
/** The journal is to reach the size at which it is replaced by a snapshot. */
const PADDING = 'x'.repeat(8_000);

const jobVariables = z.object({ orderId: z.string() });
const reference = z.object({ documentId: z.string(), contentHash: z.string() });

export interface Load {
  /** Resolves when all that was begun has been answered or has failed. */
  end(): Promise<void>;
}

export interface LoadOptions {
  readonly engine: EngineProcess;
  readonly ledger: Ledger;
  readonly round: number;
  /** Whether new orders come; without them those that are there are worked on. */
  readonly isGrowing: boolean;
}

/**
 * Works on an engine with several clients at once over gRPC and REST, and notes what was acknowledged, until
 * the engine is gone.
 */
export function startLoad({ engine, ledger, round, isGrowing }: LoadOptions): Load {
  const { camunda8, client } = connectClient(toEnvironment(engine));
  let isEnding = false;
  let count = 0;
  const nextName = (): string => `${round}-${(count += 1)}`;

  /** Repeats a step until the load ends; a call that fails was not acknowledged. */
  const repeat = async (step: () => Promise<void>): Promise<void> => {
    while (!isEnding) {
      try {
        await step();
      } catch {
        await sleep(10);
      }
    }
  };
  const create = async (): Promise<void> => {
    const orderId = nextName();
    const variables = { orderId, padding: PADDING };
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'order', variables });
    ledger.created.set(orderId, processInstanceKey);
  };
  const work = async (type: 'charge' | 'ship'): Promise<void> => {
    const jobs = await client.activateJobs({
      type,
      worker: `${type}-${round}`,
      timeout: JOB_TIMEOUT_MS,
      maxJobsToActivate: 10,
      requestTimeout: 200,
    });
    for (const job of jobs) {
      await client.completeJob({ jobKey: job.key, variables: { [type]: job.key } });
      ledger.completed.add(job.key);
      const { orderId } = jobVariables.parse(job.variables);
      if (type === 'charge') ledger.charged.set(orderId, job.key);
    }
  };
  const pay = async (): Promise<void> => {
    const orderId = [...ledger.created.keys()].find((id) => !ledger.paid.has(id));
    if (orderId === undefined) return void (await sleep(5));
    try {
      await client.publishMessage({
        name: 'paid',
        correlationKey: orderId,
        messageId: orderId,
        timeToLive: MESSAGE_LIFE_MS,
        variables: { paid: orderId },
      });
    } catch (error) {
      // It was accepted, but its answer was lost.
      if (!String(error).includes('ALREADY_EXISTS')) throw error;
    }
    ledger.paid.add(orderId);
  };
  const setVariable = async (): Promise<void> => {
    const name = `v${nextName().replace('-', '_')}`;
    const response = await fetch(`${engine.restAddress}/v2/cluster-variables/global`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, value: name }),
    });
    if (response.ok) ledger.variables.add(name);
    await sleep(10);
  };
  const upload = async (): Promise<void> => {
    const content = `document ${nextName()}`;
    const body = new FormData();
    body.append('file', new File([content], 'a.txt', { type: 'text/plain' }));
    const response = await fetch(`${engine.restAddress}/v2/documents`, { method: 'POST', body });
    const { documentId, contentHash } = reference.parse(await response.json());
    ledger.documents.set(documentId, { hash: contentHash, content });
    await sleep(10);
  };
  const deploy = async (): Promise<void> => {
    const number = ledger.versions.size;
    const process = Buffer.from(renderOrder(number));
    const { deployments } = await client.deployResource({ process, name: 'order.bpmn' });
    ledger.versions.set(number, deployments[0]?.process.version ?? 0);
    await sleep(100);
  };

  const growing = isGrowing
    ? [...Array.from({ length: AT_ONCE }, () => create), setVariable, upload, deploy]
    : [];
  const steps = [
    ...growing,
    ...Array.from({ length: AT_ONCE }, () => () => work('charge')),
    ...Array.from({ length: AT_ONCE }, () => () => work('ship')),
    pay,
    pay,
  ];
  const running = steps.map(repeat);
  return {
    async end() {
      isEnding = true;
      await Promise.all(running);
      await camunda8.closeAllClients();
    },
  };
}
