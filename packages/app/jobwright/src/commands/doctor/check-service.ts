import { createServer } from 'node:net';
import { z } from 'zod';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { openNetwork } from '../../configuration/open-network.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import type { Environment } from '../../configuration/environment.ts';
import { describeError } from '../../command-line/describe-error.ts';
import { type Check, fail, type Finding, ok, warn } from './check.ts';

/**
 * Checks whether the port for probes, metrics and the admin API is free, or already used by a jobwright
 * service.
 */
export const checkPort = ({ http: { host, port, adminToken } }: Configuration): Check => ({
  name: 'port',
  async run(signal) {
    if (port === undefined)
      return ok('no port is set, so there are no probes and metrics: set http.port or --http-port for them');
    const isOpen = !/^(127\.|localhost$|::1$)/.test(host) && adminToken === undefined;
    const closed = isOpen
      ? [warn(`the admin API is disabled at ${host}`, 'set http.adminToken to use it')]
      : [];
    const problem = await tryPort(host, port);
    if (problem === undefined) return [ok(`${host}:${port} is free`), ...closed];
    return [await explainTaken({ host, port, problem, signal }), ...closed];
  },
});

const tryPort = (host: string, port: number): Promise<unknown> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });

const health = z.object({ status: z.enum(['UP', 'DOWN']) });

async function explainTaken(taken: {
  readonly host: string;
  readonly port: number;
  readonly problem: unknown;
  readonly signal: AbortSignal;
}): Promise<Finding> {
  const { host, port, problem, signal } = taken;
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  const answer = await fetch(`http://${reachable}:${port}/health/live`, { signal })
    .then((response) => response.json())
    .catch(() => undefined);
  return health.safeParse(answer).success
    ? ok(`a jobwright service already answers at ${host}:${port}`)
    : fail(
        `${host}:${port} cannot be used (${describeError(problem)})`,
        'choose another http.port, or stop the program that uses it',
      );
}

/** Checks whether egress rules and proxies are valid. */
export const checkNetwork = ({ network }: Configuration, environment: Environment): Check => ({
  name: 'network',
  run() {
    const { findProxy } = openNetwork(network, environment);
    const proxy = findProxy('https://camunda.io');
    const mode = network.mode ?? 'open';
    const route = proxy === undefined ? 'no proxy' : `proxy ${proxy.url}`;
    return Promise.resolve(ok(`egress mode ${mode}, ${route}`));
  },
});

/** Checks whether all connectors can be loaded. */
export const checkConnectors = (configuration: Configuration): Check => ({
  name: 'connectors',
  async run() {
    const { connectors } = await chooseConnectors(connectorChoice(configuration));
    return connectors.length === 0
      ? fail('there are no connectors to run', 'add some with --connectors-modules')
      : ok(connectors.map(({ type }) => type).join(', '));
  },
});
