import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { DEFAULT_TENANT } from '../tenant-check.ts';
import { dateTimeText } from './request-schemas.ts';

const metricsQuery = z.object({
  startTime: dateTimeText('startTime'),
  endTime: dateTimeText('endTime'),
  tenantId: z.string().optional(),
  withTenants: z.enum(['true', 'false']).optional(),
});

/** As large as the gateway's messages. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** As in a new cluster; the engine does not export metrics. */
const jobMetrics = {
  enabled: false,
  exportInterval: 'PT5M',
  maxWorkerNameLength: 100,
  maxJobTypeLength: 100,
  maxTenantIdLength: 30,
  maxUniqueKeys: 9500,
} as const;

/**
 * The endpoints of the Camunda 8 REST API about the cluster itself: status, licence, user, usage and
 * configuration.
 */
export function addSystemRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'usage'>,
  tenantIds: readonly string[] = [],
): void {
  const tenants = [DEFAULT_TENANT, ...tenantIds].map((tenantId) => ({
    tenantId,
    name: tenantId === DEFAULT_TENANT ? 'Default' : tenantId,
    description: null,
  }));
  server.get('/v2/status', (_request, reply) => reply.code(204).send());
  server.get('/v2/license', () => ({
    validLicense: false,
    licenseType: 'unknown',
    isCommercial: false,
    expiresAt: null,
  }));
  server.get('/v2/authentication/me', () => ({
    username: 'anonymous',
    displayName: 'Anonymous',
    email: null,
    authorizedComponents: ['*'],
    tenants,
    groups: [],
    roles: [],
    salesPlanType: null,
    c8Links: {},
    canLogout: false,
  }));
  server.get('/v2/system/configuration', () => ({
    jobMetrics,
    components: { active: [] },
    deployment: { isMultiTenancyEnabled: tenantIds.length > 0, maxRequestSize: MAX_REQUEST_BYTES },
    authentication: { canLogout: false, isLoginDelegated: false },
    cloud: { stage: null },
  }));
  server.get('/v2/system/usage-metrics', ({ query }) => {
    const { startTime, endTime, tenantId, withTenants } = metricsQuery.parse(query);
    const all = core.usage({ fromMs: startTime, toMs: endTime });
    const counted = tenantId === undefined ? all : all.filter((usage) => usage.tenantId === tenantId);
    const total = { processInstances: 0, decisionInstances: 0, assignees: 0 };
    for (const { processInstances, decisionInstances } of counted) {
      total.processInstances += processInstances;
      total.decisionInstances += decisionInstances;
    }
    total.assignees = new Set(counted.flatMap(({ assignees }) => assignees)).size;
    const perTenant = Object.fromEntries(
      counted.map(
        ({ tenantId: id, assignees, ...usage }) => [id, { ...usage, assignees: assignees.length }] as const,
      ),
    );
    return {
      ...total,
      activeTenants: counted.length,
      tenants: withTenants === 'true' ? perTenant : {},
    };
  });
}
