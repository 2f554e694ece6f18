import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';
import { pathKey, variablesBody } from './request-schemas.ts';

const keyPath = z.object({ key: pathKey('adHocSubProcessInstanceKey') });
const activation = z.object({
  elements: z
    .array(
      z.object({
        elementId: z.string().min(1, 'No elementId provided'),
        variables: variablesBody.nullish(),
      }),
    )
    .min(1, 'No elements provided'),
  cancelRemainingInstances: z.boolean().nullish(),
});

/** The endpoint of the Camunda 8 REST API that activates elements of an ad-hoc sub-process. */
export function addAdHocRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'activateAdHocActivities'>,
): void {
  server.post('/v2/element-instances/ad-hoc-activities/:key/activation', (request, reply) => {
    const { key: adHocSubProcessInstanceKey } = keyPath.parse(request.params);
    const { elements, cancelRemainingInstances } = activation.parse(request.body);
    acceptedOrProblem(
      core.activateAdHocActivities({
        adHocSubProcessInstanceKey,
        elements: elements.map(({ elementId, variables }) => ({ elementId, variables: variables ?? {} })),
        cancelRemainingInstances: cancelRemainingInstances ?? false,
      }),
    );
    return reply.code(204).send();
  });
}
