import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createOutboundNetwork, NetworkSettingsError, readNetworkSettings } from '@jobwright/http-client';
import { toWrongInput } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';
import type { Configuration } from './configuration.schema.ts';
import { toDatabases } from './to-databases.ts';

/**
 * How connectors may reach other machines: the section `network`, and what only the environment says (proxies, the Java
 * runtime's block lists).
 * @throws CommandError that names each variable that is wrong
 */
export function toNetwork(network: Configuration['network'], environment: Environment): OutboundNetwork {
  const { mode, deny, allow, allowPrivate, proxyResolves, limits, databases } = network;
  const databaseFor = databases === undefined ? undefined : toDatabases(databases);
  try {
    const outbound = createOutboundNetwork(
      readNetworkSettings({
        ...environment,
        ...(mode !== undefined && { JOBWRIGHT_EGRESS_MODE: mode }),
        ...(deny !== undefined && { JOBWRIGHT_EGRESS_DENY: deny.join(',') }),
        ...(allow !== undefined && { JOBWRIGHT_EGRESS_ALLOW: allow.join(',') }),
        ...(allowPrivate !== undefined && { JOBWRIGHT_EGRESS_ALLOW_PRIVATE: allowPrivate.join(',') }),
        ...(proxyResolves !== undefined && { JOBWRIGHT_EGRESS_PROXY_RESOLVES: String(proxyResolves) }),
        ...(limits !== undefined && { JOBWRIGHT_HTTP_LIMITS: JSON.stringify(limits) }),
      }),
    );
    return databaseFor === undefined ? outbound : { ...outbound, databaseFor };
  } catch (error) {
    if (!(error instanceof NetworkSettingsError)) throw error;
    throw toWrongInput(`The network is set up wrong: ${error.message}`);
  }
}
