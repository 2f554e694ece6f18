import type { JsonObject } from '@jobwright/json';
import { oneTaskProcess } from '../../src/testing/one-task-process.ts';
import type { Target } from '../../src/testing/target.ts';

export interface SendProcess {
  /** What came of a task that sends a mail: its result, or the error that the model made of its failure. */
  send(variables: JsonObject): Promise<{ readonly mail?: unknown; readonly caught?: unknown }>;
}

/**
 * A process with one task that sends what its variables say. `failures: 'retry'` leaves what passes to the
 * engine.
 */
export async function deploySendProcess(
  target: Target,
  { id, failures }: { readonly id: string; readonly failures: 'catch' | 'retry' },
): Promise<SendProcess> {
  const model = oneTaskProcess({
    id,
    jobType: 'io.camunda:email:1',
    inputs: { authentication: '=authentication', protocol: '=protocol', data: '=data' },
    headers: {
      resultVariable: 'mail',
      ...(failures === 'catch' && {
        errorExpression:
          '=if error = null then null else bpmnError("NOT_SENT", error.message, {details: {code: error.code, message: error.message, variables: error.variables}})',
      }),
    },
    catchError: 'NOT_SENT',
  });
  await target.client.deployResource({ process: Buffer.from(model), name: `${id}.bpmn` });
  return {
    async send(variables) {
      const { variables: result } = await target.client.createProcessInstanceWithResult({
        bpmnProcessId: id,
        variables: variables as never,
        requestTimeout: 55_000,
      });
      return result;
    },
  };
}
