import { isJsonObject, type JsonObject } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';

const DEFAULT_TENANT = '<default>';
const correlation = z.object({
  name: z.string('No messageName provided.').min(1, 'No messageName provided.'),
  correlationKey: z.string().nullish(),
  variables: z.custom<JsonObject>(isJsonObject, 'variables must be an object').nullish(),
  tenantId: z.string().nullish(),
  businessId: z.string().nullish(),
});
const publication = correlation.extend({
  timeToLive: z.int().nullish(),
  messageId: z.string().nullish(),
});

const readMessage = ({
  name,
  correlationKey,
  variables,
  tenantId,
  businessId,
}: z.output<typeof correlation>) => ({
  name,
  correlationKey: correlationKey ?? '',
  variables: variables ?? {},
  tenantId: tenantId ? tenantId : DEFAULT_TENANT,
  ...(businessId && { businessId }),
});

/** The message endpoints of the Camunda 8 REST API. */
export function addMessageRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'correlateMessage' | 'publishMessage'>,
): void {
  server.post('/v2/messages/correlation', (request) =>
    acceptedOrProblem(core.correlateMessage(readMessage(correlation.parse(request.body)))),
  );
  server.post('/v2/messages/publication', (request) => {
    const body = publication.parse(request.body);
    const { key, tenantId } = acceptedOrProblem(
      core.publishMessage({
        ...readMessage(body),
        timeToLiveMs: body.timeToLive ?? 0,
        messageId: body.messageId ?? '',
      }),
    );
    return { messageKey: key, tenantId };
  });
}
