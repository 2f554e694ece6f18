import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import type { CheckTenant } from './check-tenant.ts';
import { acceptedOrProblem } from './json-body.ts';
import { variablesBody } from './request-schemas.ts';

const broadcast = z.object({
  signalName: z.string('No signalName provided.').min(1, 'No signalName provided.'),
  variables: variablesBody.nullish(),
  tenantId: z.string().nullish(),
});

/** The signal endpoint of the Camunda 8 REST API. */
export function addSignalRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'broadcastSignal'>,
  checkTenant: CheckTenant,
): void {
  server.post('/v2/signals/broadcast', (request) => {
    const { signalName, variables, tenantId } = broadcast.parse(request.body);
    const { key, tenantId: tenant } = acceptedOrProblem(
      core.broadcastSignal({
        signalName,
        variables: variables ?? {},
        tenantId: checkTenant('Broadcast Signal', tenantId),
      }),
    );
    return { signalKey: key, tenantId: tenant };
  });
}
