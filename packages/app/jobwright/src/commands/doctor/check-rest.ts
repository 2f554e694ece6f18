import { ClusterCallError } from '@jobwright/camunda8';
import { z } from 'zod';
import { type Check, fail, type Finding, ok, warn } from './check.ts';
import type { ClusterParts } from './check-cluster.ts';
import { judgeClock } from './judge-clock.ts';

const topology = z.object({ gatewayVersion: z.string() });

/** Checks whether the REST API answers, and whether its clock matches ours. */
export const checkRest = ({ cluster, timeoutMs }: ClusterParts): Check => ({
  name: 'cluster (REST)',
  async run(signal) {
    const { rest } = cluster;
    if (rest === undefined) {
      return warn(
        'no REST address is set: documents are kept in memory',
        'set ZEEBE_REST_ADDRESS or cluster.restAddress',
      );
    }
    const began = Date.now();
    try {
      const response = await rest.call('/v2/topology', { method: 'GET' }, { timeoutMs, signal });
      const finding = judgeAnswer(response, {
        restAddress: rest.address,
        body: await response.json().catch(() => undefined),
      });
      return [finding, ...judgeClock(response.headers.get('date'), (began + Date.now()) / 2)];
    } catch (error) {
      if (!(error instanceof ClusterCallError)) throw error;
      return explainFailure(error, rest.address);
    }
  },
});

interface Answered {
  readonly restAddress: string;
  readonly body: unknown;
}

function judgeAnswer({ status }: Response, { restAddress, body }: Answered): Finding {
  const { data } = topology.safeParse(body);
  if (status === 200 && data !== undefined) return ok(`Camunda ${data.gatewayVersion} at ${restAddress}`);
  if (status === 401) {
    return fail(
      `${restAddress} requires authentication (401)`,
      'check CAMUNDA_AUTH_STRATEGY and the credentials',
    );
  }
  if (status === 403) {
    return fail(
      `${restAddress} denied access (403)`,
      'ask its administrator to grant these credentials access',
    );
  }
  return fail(
    `${restAddress} answers with status ${status}, unlike the REST API of Camunda 8.6 and later`,
    'check ZEEBE_REST_ADDRESS or cluster.restAddress',
  );
}

function explainFailure(error: ClusterCallError, address: string): Finding {
  const { failure, cause } = error;
  if (failure === 'token' || failure === 'tokenEndpoint') return warn('skipped: there is no token');
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = failure === 'timeout' ? error.message : `${code}: ${error.message}`.replace(/^: /, '');
  return failure === 'untrusted'
    ? fail(
        `the certificate at ${address} is not trusted (${reason})`,
        'set CAMUNDA_CUSTOM_ROOT_CERT_PATH or cluster.tls.caFile to the PEM file of its certificate authority',
      )
    : fail(
        `nothing answers at ${address} (${reason})`,
        'check the address, and that it is reachable from here',
      );
}
