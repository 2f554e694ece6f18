import { setMaxListeners } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { createResourceScope, toErrorMessage } from '@jobwright/concurrency';
import {
  type Connector,
  listFields,
  noTrace,
  type OperationContext,
  type OutboundNetwork,
} from '@jobwright/connector-sdk';
import { isJsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import { endProcess } from '../service/end-process.ts';
import { toFailureData, fromFailureData } from './failure-data.ts';
import type { CallAnswer, ConnectorFacts, HostMessage, WorkerMessage } from './isolated-messages.ts';
import {
  type Ask,
  createWorkerDocuments,
  createWorkerEffects,
  createWorkerLogger,
} from './worker-context.ts';

export interface IsolatedParts {
  readonly network: OutboundNetwork;
  readonly load: () => Promise<readonly Connector[]>;
}

const jobFacts = z.object({
  key: z.string(),
  type: z.string(),
  processInstanceKey: z.string(),
  bpmnProcessId: z.string(),
  elementId: z.string(),
  elementInstanceKey: z.string(),
  retries: z.number(),
  headers: z.record(z.string(), z.string()),
  tenantId: z.string(),
});

/** Runs connectors in a worker on behalf of the service, until the service closes it. */
export async function serveIsolated(port: MessagePort, { network, load }: IsolatedParts): Promise<void> {
  const post = (message: WorkerMessage): void => port.postMessage(message);
  const resources = createResourceScope();
  const calls = createServiceCalls(post);
  const running = new Map<number, AbortController>();
  const connectors = new Map<string, Connector>();
  process.on('unhandledRejection', (error) => {
    const message = 'Unhandled promise rejection in a worker of an isolated connector';
    createWorkerLogger(post, undefined).error({ error }, message);
  });

  const work = async (message: Extract<HostMessage, { kind: 'run' }>): Promise<void> => {
    const controller = new AbortController();
    // A connector may have many concurrent calls, and each one listens.
    setMaxListeners(0, controller.signal);
    running.set(message.run, controller);
    try {
      const operation = connectors.get(message.type)?.operations.get(message.operation);
      const variables = parseJson(message.variables);
      if (operation === undefined || !isJsonObject(variables)) throw new Error('Unknown operation');
      const response = await operation.bind(variables)(
        createContext(message, { signal: controller.signal, calls, post, resources, network }),
      );
      post({ kind: 'done', run: message.run, response: stringifyJson(response) });
    } catch (error) {
      post({ kind: 'failed', run: message.run, failure: toFailureData(error) });
    } finally {
      running.delete(message.run);
    }
  };

  port.on('message', (message: HostMessage) => {
    switch (message.kind) {
      case 'run':
        return void work(message);
      case 'abort':
        return running.get(message.run)?.abort(new Error(message.reason));
      case 'reply':
        return calls.settle(message.id, message.answer);
      case 'ping':
        return post({ kind: 'pong' });
      case 'close':
        return void resources.close().then(
          () => endProcess(0),
          () => endProcess(0),
        );
    }
  });
  try {
    for (const connector of await load()) connectors.set(connector.type, connector);
    post({ kind: 'ready', connectors: [...connectors.values()].map(describeConnector) });
  } catch (error) {
    post({ kind: 'broken', message: toErrorMessage(error) });
  }
}

/** Calls to the service that have no answer yet. */
interface ServiceCalls {
  /** What a run asks the service with. */
  forRun(run: number): Ask;
  settle(id: number, answer: CallAnswer): void;
}

type Post = (message: WorkerMessage) => void;

function createServiceCalls(post: Post): ServiceCalls {
  const asked = new Map<number, (answer: CallAnswer) => void>();
  let lastCall = 0;
  return {
    forRun: (run) => (call) =>
      new Promise((resolve, reject) => {
        const id = (lastCall += 1);
        asked.set(id, (answer) =>
          answer.ok ? resolve(answer.value) : reject(fromFailureData(answer.failure)),
        );
        post({ kind: 'call', run, id, call });
      }),
    settle(id, answer) {
      asked.get(id)?.(answer);
      asked.delete(id);
    },
  };
}

interface ContextParts extends Pick<OperationContext, 'signal' | 'resources' | 'network'> {
  readonly calls: ServiceCalls;
  readonly post: Post;
}

function createContext(
  message: Extract<HostMessage, { kind: 'run' }>,
  { signal, calls, post, resources, network }: ContextParts,
): OperationContext {
  const ask = calls.forRun(message.run);
  return {
    signal,
    ...(message.leftMs !== undefined && { expiresAt: performance.now() + message.leftMs }),
    logger: createWorkerLogger(post, message.run),
    documents: createWorkerDocuments(ask),
    effects: createWorkerEffects(ask, message.effectsDurable),
    idempotencyKey: message.idempotencyKey,
    job: jobFacts.parse(parseJson(message.job)),
    resources,
    network,
    trace: noTrace,
  };
}

const describeConnector = ({
  type,
  name,
  operations,
  defaultOperation,
  inputVariables,
}: Connector): ConnectorFacts => ({
  type,
  name,
  defaultOperation,
  inputVariables: inputVariables === undefined ? undefined : [...inputVariables],
  operations: [...operations].map(([operationName, { title, when, input }]) => ({
    name: operationName,
    title,
    when: when === undefined ? undefined : { ...when },
    secrets: listFields(input).flatMap(({ path, metadata: { secret } }) =>
      secret === true || secret === 'named' ? [{ path, secret }] : [],
    ),
  })),
});
