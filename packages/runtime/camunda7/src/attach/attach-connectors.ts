import type { ConnectorWorkers } from '@jobwright/runtime';
import { checkOptions, warningLogger } from '@jobwright/runtime/cluster';
import { runWorkers } from '../connector-workers.ts';
import type { Camunda7Engine } from '../engine/camunda7-engine.ts';
import { openEngine } from '../engine/open-engine.ts';
import { attachOptionsCall } from '../option-checks.ts';
import type { AttachConnectorsOptions } from '../worker-options.ts';
import { type ExternalTaskClient, readClientAccess } from './external-task-client.ts';

/**
 * Runs connectors on the engine of a client that the application already has, beside its own subscriptions,
 * which stay as they are: with its address, and with the credentials that its interceptors add, unless the
 * options say otherwise. Certificates for TLS are given as options. The engine need not be up yet.
 * @throws OptionsError when options are not valid, before anything is sent
 * @throws Error when the client is not a `Client` of `camunda-external-task-client-js` 3
 * @example
 * import { Client } from 'camunda-external-task-client-js';
 * import { attachConnectors } from '@jobwright/camunda7';
 * import { httpRest } from '@jobwright/connector-http-rest';
 *
 * const client = new Client({ baseUrl: 'http://localhost:8080/engine-rest' });
 * const workers = await attachConnectors(client, { connectors: [httpRest] });
 * await workers.close();
 */
export function attachConnectors(
  client: ExternalTaskClient,
  options: AttachConnectorsOptions,
): Promise<ConnectorWorkers> {
  return new Promise((resolve) => {
    checkOptions(options, attachOptionsCall);
    const { logger = warningLogger } = options;
    resolve(runWorkers(openClientEngine(client, options), { ...options, logger }));
  });
}

function openClientEngine(
  client: ExternalTaskClient,
  { network, authentication, tls = {}, url }: AttachConnectorsOptions,
): Camunda7Engine {
  const access = readClientAccess(client);
  const settings = { url: url ?? access.url, tls, ...(authentication !== undefined && { authentication }) };
  const credentials = authentication === undefined ? access.credentials : undefined;
  return openEngine(settings, { network, credentials });
}
