import { Camunda8 } from '@camunda8/sdk';
import {
  camunda8,
  attachConnectors,
  type ConnectorWorkers,
  type ConnectorWorkersOptions,
  startConnectors,
} from '@jobwright/camunda8';
import type { Connector } from '@jobwright/connector-sdk';
import { onTestFinished, vi } from 'vitest';
import type { ClientConfiguration } from './connect-client.ts';
import { transport } from './jobs-address.ts';
import { oneTaskProcess } from './one-task-process.ts';
import type { CommandWorld } from '../scenarios/load-world.ts';
import type { Target } from './target.ts';

export interface Camunda8LoadWorld extends CommandWorld<AttachedWorkers> {
  /**
   * Runs connectors until the end of the test, on a client of their own; over REST once the cluster answers.
   */
  attach(connectors: readonly Connector[], options?: AttachOptions): Promise<AttachedWorkers>;
}

export interface AttachOptions extends Omit<ConnectorWorkersOptions, 'connectors'> {
  /** `host:port` instead of the target's own. */
  readonly address?: string;
  readonly lockMs?: number;
}

export interface AttachedWorkers extends ConnectorWorkers {
  /** Jobs that came by each way. */
  readonly came: { readonly polled: number; readonly pushed: number };
}

/**
 * Instances are started a few at a time: a broker pushes back hundreds at the same instant, and fewer when it
 * is busy.
 */
const AT_ONCE = 20;
let lastId = 0;

export function createLoadWorld(target: () => Target): Camunda8LoadWorld {
  return {
    get address() {
      return target().jobsAddress;
    },
    environmentOf: (address) => ({ ...target().environment, ...target().jobsFrom(address) }),
    hasLiveJobs: ({ came }) => (transport === 'rest' ? came.polled : came.pushed) > 0,
    async deploy() {
      const id = `load-${process.pid}-${++lastId}`;
      const jobType = `test:${id}`;
      const file = oneTaskProcess({ id, jobType });
      await target().client.deployResource({ process: Buffer.from(file), name: `${id}.bpmn` });
      const startOne = (text: string) =>
        vi.waitFor(() => target().client.createProcessInstance({ bpmnProcessId: id, variables: { text } }), {
          timeout: 30_000,
          interval: 200,
        });
      return {
        jobType,
        async start(count, text = '') {
          for (let left = count; left > 0; left -= AT_ONCE)
            await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, () => startOne(text)));
        },
      };
    },
    attach(connectors, { address, lockMs, ...options } = {}) {
      const own = target();
      const configuration = {
        ...own.configuration,
        ...(address !== undefined && own.jobsFrom(address)),
      };
      const all = { ...options, ...(lockMs !== undefined && { activationTimeoutMs: lockMs }), connectors };
      return transport === 'rest' ? startOverRest(configuration, all) : attachToClient(configuration, all);
    },
  };
}

/** A client of the SDK has no jobs over REST: the runtime has a connection of its own. */
async function startOverRest(
  settings: ClientConfiguration,
  options: ConnectorWorkersOptions,
): Promise<AttachedWorkers> {
  const workers = await startConnectors({
    ...options,
    clusters: [camunda8({ settings, transport: 'rest', ...options })],
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  return withCounts(workers, {
    pushed: 0,
    get polled() {
      const all = Object.values(workers.runtime.statistics());
      return all.reduce((sum, { activated }) => sum + activated, 0);
    },
  });
}

async function attachToClient(
  { zeebeGrpcSettings, ...configuration }: ClientConfiguration,
  options: ConnectorWorkersOptions,
): Promise<AttachedWorkers> {
  const camunda8 = new Camunda8({
    ...configuration,
    zeebeGrpcSettings: {
      ...zeebeGrpcSettings,
      GRPC_KEEPALIVE_TIME_MS: 2_000,
      GRPC_KEEPALIVE_TIMEOUT_MS: 1_000,
    },
  });
  const client = camunda8.getZeebeGrpcApiClient();
  const came = await countWays(client);
  const workers = await attachConnectors(client, options);
  onTestFinished(async () => {
    await workers.close({ timeoutMs: 0 });
    await camunda8.closeAllClients();
  });
  return withCounts(workers, came);
}

const withCounts = (workers: ConnectorWorkers, came: AttachedWorkers['came']): AttachedWorkers =>
  Object.defineProperties({ came }, Object.getOwnPropertyDescriptors(workers)) as unknown as AttachedWorkers;

interface Messages {
  on(event: 'data', listener: (message: { readonly jobs?: readonly unknown[] }) => void): void;
}
type Open = (...args: unknown[]) => Messages;

/** Looks at what the stub inside the client receives. */
async function countWays(client: object): Promise<{ polled: number; pushed: number }> {
  const { client: stub } = (await Reflect.get(client, 'grpc')) as { client: Record<string, Open> };
  const came = { polled: 0, pushed: 0 };
  const watch = (method: string, count: (jobs: readonly unknown[] | undefined) => void): void => {
    const open = stub[method]?.bind(stub);
    stub[method] = (...args) => {
      const messages = open?.(...args) as Messages;
      const on = messages.on.bind(messages);
      messages.on = (event, listener) => on(event, event === 'data' ? tell(listener) : listener);
      return messages;
    };
    const tell =
      (listener: (message: { readonly jobs?: readonly unknown[] }) => void) =>
      (message: { readonly jobs?: readonly unknown[] }) => {
        count(message.jobs);
        listener(message);
      };
  };
  watch('ActivateJobs', (jobs) => (came.polled += jobs?.length ?? 0));
  watch('StreamActivatedJobs', () => (came.pushed += 1));
  return came;
}
