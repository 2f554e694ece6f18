import type { OutboundNetwork } from '@jobwright/connector-sdk';
import type { HeaderLine } from '@jobwright/http-client';
import {
  type ClusterCredentials,
  createClusterCredentials,
  createJobHttp,
  createRestRequests,
  type OpenRest,
  readText,
  requestError,
  startCallDeadline,
  streamBounds,
} from '@jobwright/runtime/cluster';
import { tooLargeAnswerError } from './answer-size.ts';
import type { Camunda7Engine } from './camunda7-engine.ts';
import { checkSuccess } from './engine-answer-error.ts';
import { createEngineNodes, type EngineNode } from './engine-nodes.ts';
import type { EngineRequest } from './engine-request.ts';
import { type EngineSettings, readAddresses } from './engine-settings.ts';

const MAX_ANSWER_BYTES = 10_000_000;
const ACCEPT: HeaderLine = ['Accept', 'application/json'];
const JSON_TYPE: HeaderLine = ['Content-Type', 'application/json'];

/** How an engine is reached. */
export interface OpenEngineOptions {
  /** Its proxies apply. Default: a direct connection. */
  readonly network?: OutboundNetwork | undefined;
  /** What authenticates calls. Default: what the settings say. */
  readonly credentials?: ClusterCredentials | undefined;
}

/**
 * Opens a client of an engine's REST API; nothing is sent yet. Proxies of the network apply, its rules do
 * not: the operator names the engine. Close it when it is no longer needed.
 * @throws ClusterSettingsError when an address is not valid
 */
export function openEngine(
  settings: EngineSettings,
  { network, credentials: given }: OpenEngineOptions = {},
): Camunda7Engine {
  const { authentication = { method: 'none' }, tls = {} } = settings;
  const [first, ...others] = readAddresses(settings);
  const http = createJobHttp({ tls, network });
  const credentials = given ?? createClusterCredentials(authentication, http);
  const createNode = (address: string): EngineNode => ({
    address,
    open: createRestRequests({ address, http, credentials }),
  });
  const nodes = createEngineNodes([createNode(first), ...others.map(createNode)]);
  const open: OpenRest = ({ headers = [], ...request }, bounds) =>
    nodes.open({ ...request, headers: [...headers, ...headersFor(request, headers)] }, bounds);
  return {
    get address() {
      return nodes.address;
    },
    async send(request, { maxBytes = MAX_ANSWER_BYTES, ...bounds }) {
      const deadline = startCallDeadline(bounds);
      try {
        const response = await open(request, deadline);
        await checkSuccess(response);
        const text = await readText(response, maxBytes).catch((error: unknown) => {
          throw requestError(error, deadline);
        });
        if (text === undefined) throw tooLargeAnswerError(maxBytes);
        return text;
      } finally {
        deadline.release();
      }
    },
    async open(request, bounds) {
      const response = await open(request, streamBounds(bounds));
      await checkSuccess(response);
      return response;
    },
    close: () => http.close(),
  };
}

function headersFor(
  { body }: Omit<EngineRequest, 'headers'>,
  given: readonly HeaderLine[],
): readonly HeaderLine[] {
  const has = (name: string): boolean => given.some(([header]) => header.toLowerCase() === name);
  return [
    ...(has('accept') ? [] : [ACCEPT]),
    ...(typeof body !== 'string' || has('content-type') ? [] : [JSON_TYPE]),
  ];
}
