import { ClusterCallError } from '@jobwright/camunda8';
import { z } from 'zod';
import { type Check, fail, type Finding, ok, warn } from './check.ts';
import type { ClusterParts } from './check-cluster.ts';

const topology = z.object({ gatewayVersion: z.string() });
const MOST_SKEW_MS = 30_000;

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

function judgeClock(date: string | null, now: number): readonly Finding[] {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs) || Math.abs(theirs - now) <= MOST_SKEW_MS) return [];
  const seconds = Math.round((now - theirs) / 1000);
  const message = `the local clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the clock of the cluster`;
  return [warn(message, 'synchronise both with NTP: tokens and timers depend on it')];
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
