import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createOutboundNetwork } from '@jobwright/http-client';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';
import { readBlockList } from './java-variables/read-block-list.ts';
import { readHostValidation } from './java-variables/read-host-validation.ts';
import type { NetworkConfiguration } from './network.schema.ts';
import { readProxies } from './read-proxies.ts';
import { openDatabases } from './open-databases.ts';

/**
 * Opens the network that connectors use, from the section `network` and what only the environment has
 * (proxies, block lists and host validation of the Java runtime).
 * @throws CommandError that names each wrong variable
 */
export function openNetwork(network: NetworkConfiguration, environment: Environment): OutboundNetwork {
  const { mode, deny = [], allow = [], allowPrivate = [], proxyResolves, limits, databases } = network;
  const problems: string[] = [];
  const report = (variable: string, reason: string): void => void problems.push(`${variable}: ${reason}`);
  const blocks = readBlockList(environment, report);
  const validation = readHostValidation(environment, report);
  const proxies = readProxies(environment, report);
  if (problems.length > 0) throw wrongInputError(`The environment is wrong: ${problems.join('; ')}`);
  const outbound = createOutboundNetwork({
    mode: mode === 'hardened' || validation.isEnabled ? 'hardened' : 'open',
    deny: [...deny, ...blocks.deny, ...validation.deny],
    allow,
    allowPrivate: [...allowPrivate, ...validation.allowPrivate],
    denyUrls: blocks.denyUrls,
    proxies,
    ...(proxyResolves !== undefined && { proxyResolves }),
    ...(limits !== undefined && { limits }),
  });
  return databases === undefined ? outbound : { ...outbound, databaseFor: openDatabases(databases) };
}
