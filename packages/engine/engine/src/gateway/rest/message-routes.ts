import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import type { CheckTenant } from './check-tenant.ts';
import { acceptedOrProblem } from './json-body.ts';
import { variablesBody } from './request-schemas.ts';

const correlation = z.object({
  name: z.string('No messageName provided.').min(1, 'No messageName provided.'),
  correlationKey: z.string().nullish(),
  variables: variablesBody.nullish(),
  tenantId: z.string().nullish(),
  businessId: z.string().nullish(),
});
const publication = correlation.extend({
  timeToLive: z.int().nullish(),
  messageId: z.string().nullish(),
});

const readMessage = ({ name, correlationKey, variables, businessId }: z.output<typeof correlation>) => ({
  name,
  correlationKey: correlationKey ?? '',
  variables: variables ?? {},
  ...(businessId && { businessId }),
});

/** The message endpoints of the Camunda 8 REST API. */
export function addMessageRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'correlateMessage' | 'publishMessage'>,
  checkTenant: CheckTenant,
): void {
  server.post('/v2/messages/correlation', (request) => {
    const body = correlation.parse(request.body);
    const tenantId = checkTenant('Correlate Message', body.tenantId);
    return acceptedOrProblem(core.correlateMessage({ ...readMessage(body), tenantId }));
  });
  server.post('/v2/messages/publication', (request) => {
    const body = publication.parse(request.body);
    const { key, tenantId } = acceptedOrProblem(
      core.publishMessage({
        ...readMessage(body),
        tenantId: checkTenant('Publish Message', body.tenantId),
        timeToLiveMs: body.timeToLive ?? 0,
        messageId: body.messageId ?? '',
      }),
    );
    return { messageKey: key, tenantId };
  });
}
