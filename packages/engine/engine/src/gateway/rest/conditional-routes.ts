import { isJsonObject, type JsonObject } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import type { CheckTenant } from './check-tenant.ts';
import { acceptedOrProblem } from './json-body.ts';
import { keyText } from './request-schemas.ts';

const evaluation = z.object({
  variables: z.custom<JsonObject>(isJsonObject, 'No variables provided'),
  tenantId: z.string().nullish(),
  processDefinitionKey: keyText('processDefinitionKey').nullish(),
});

/** The endpoint of the Camunda 8 REST API that looks at conditional start events. */
export function addConditionalRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'evaluateConditions'>,
  checkTenant: CheckTenant,
): void {
  server.post('/v2/conditionals/evaluation', (request) => {
    const { variables, tenantId, processDefinitionKey } = evaluation.parse(request.body);
    const { key, ...outcome } = acceptedOrProblem(
      core.evaluateConditions({
        variables,
        tenantId: checkTenant('Evaluate Conditional', tenantId),
        ...(processDefinitionKey && { processDefinitionKey }),
      }),
    );
    return { conditionalEvaluationKey: key, ...outcome };
  });
}
