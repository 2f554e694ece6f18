import { stringifyJson } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import type { CheckTenant } from './check-tenant.ts';
import { acceptedOrProblem } from './json-body.ts';
import { keyText, variablesBody } from './request-schemas.ts';

const evaluation = z.object({
  expression: z.string('No expression provided.').min(1, 'No expression provided.'),
  tenantId: z.string().nullish(),
  scopeKey: keyText('scopeKey').nullish(),
  variables: variablesBody.nullish(),
});

/** The endpoint of the Camunda 8 REST API that evaluates an expression by itself. */
export function addExpressionRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'evaluateExpression'>,
  checkTenant: CheckTenant,
): void {
  server.post('/v2/expression/evaluation', ({ body }, reply) => {
    const { expression, tenantId, scopeKey, variables } = evaluation.parse(body);
    const { value, warnings, secretNames } = acceptedOrProblem(
      core.evaluateExpression({
        expression,
        tenantId: checkTenant('Evaluate Expression', tenantId),
        variables: variables ?? {},
        ...(scopeKey && { scopeKey }),
      }),
    );
    return reply.type('application/json').send(
      stringifyJson({
        expression,
        result: value,
        warnings: warnings.map((message) => ({ message })),
        referencedSecrets: secretNames.map((secretName) => ({ storeId: 'default', secretName })),
      }),
    );
  });
}
