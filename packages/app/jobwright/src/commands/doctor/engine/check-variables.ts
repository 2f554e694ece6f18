import { ClusterCallError } from '@jobwright/camunda8';
import { z } from 'zod';
import { type Check, ok, warn } from '../check.ts';
import { engineCheck, type EngineParts, readEngine } from './engine-parts.ts';

/** Nobody waits for this message: nothing happens, but the engine reads its variables. */
const NO_MESSAGE = {
  messageName: 'jobwright:doctor:1',
  all: true,
  processVariables: { check: { type: 'Json', value: '{}' } },
};
const countSchema = z.object({ count: z.number() });

/** Checks whether the engine has Spin, without which it takes no JSON. */
export const checkJson = (parts: EngineParts): Check =>
  engineCheck('JSON variables', parts, async (signal) => {
    const bounds = { timeoutMs: parts.timeoutMs, signal };
    try {
      await parts.client.send({ method: 'POST', path: '/message', body: JSON.stringify(NO_MESSAGE) }, bounds);
      return ok('the engine has Spin: results are variables of type Json');
    } catch (error) {
      if (!(error instanceof ClusterCallError) || error.failure === 'unreachable') throw error;
      if (!/unsupported value type|spin/i.test(error.message))
        return ok('whether the engine has Spin is not known: these credentials may not send messages');
      return warn(
        'the engine has no Spin: objects and lists in results are kept as text',
        'add the Spin plugin to the engine if processes read their parts',
      );
    }
  });

/** Checks whether the engine keeps history. */
export const checkHistory = (parts: EngineParts): Check =>
  engineCheck('history', parts, async (signal) => {
    const options = { schema: countSchema, signal };
    const { count: running } = await readEngine(parts, '/process-instance/count', options);
    const { count: kept } = await readEngine(parts, '/history/process-instance/count', options);
    if (running > 0 && kept === 0)
      return warn(
        'the engine keeps no history, or these credentials may not see it: an ended process instance leaves no trace of its errors',
        'set its history level to activity or higher, or give them READ_HISTORY on process definitions',
      );
    return ok(kept === 0 ? 'there are no process instances yet' : `${kept} process instances are kept`);
  });

/** Checks whether the tenants whose jobs are fetched exist. */
export const checkTenants = (parts: EngineParts): Check =>
  engineCheck('tenants', parts, async (signal) => {
    const { tenantIds, withoutTenant } = parts.cluster;
    if (withoutTenant) return ok('only jobs without a tenant are fetched');
    if (tenantIds === undefined) return ok('jobs of all tenants that these credentials may see are fetched');
    const missing: string[] = [];
    for (const tenantId of tenantIds) {
      const path = `/process-definition/count?tenantIdIn=${encodeURIComponent(tenantId)}`;
      const { count } = await readEngine(parts, path, { schema: countSchema, signal });
      if (count === 0) missing.push(tenantId);
    }
    if (missing.length === 0) return ok(`jobs of ${tenantIds.join(', ')} are fetched`);
    return warn(
      `nothing is deployed for ${missing.join(', ')}, or these credentials may not see it`,
      'check tenantIds, and the memberships of the user',
    );
  });
