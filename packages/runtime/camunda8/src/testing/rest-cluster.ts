import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { type ClusterCredentials, createClusterHttp } from '@jobwright/runtime/cluster';
import { createRestCalls, type RestCalls } from '../rest/rest-calls.ts';

const noCredentials: ClusterCredentials = {
  getHeaders: () => Promise.resolve({}),
  refuse: () => undefined,
};

/** The part of a cluster's client that calls its REST API. */
export function createRestCluster(
  address: string,
  options: { readonly network?: OutboundNetwork; readonly credentials?: ClusterCredentials } = {},
): { readonly rest: RestCalls } {
  const { network, credentials = noCredentials } = options;
  return { rest: createRestCalls({ address, http: createClusterHttp({ tls: {}, network }), credentials }) };
}
