import type { JsonObject } from '@jobwright/json';
import {
  createEngineCaller,
  deployFiles,
  readInstanceValues,
  runInstance,
  typeVariables,
} from '@jobwright/servers/operaton';

export interface ModelToRun {
  /** Of the process in it. */
  readonly id: string;
  readonly xml: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Deploys a model as it is, runs it to its end and gives its variables. */
export async function runModel(
  engineUrl: string,
  { id, xml, variables = {} }: ModelToRun,
): Promise<JsonObject> {
  const call = createEngineCaller(engineUrl);
  await deployFiles(call, [{ name: `${id}.bpmn`, content: xml }]);
  const typed = typeVariables(variables as JsonObject);
  return readInstanceValues(call, await runInstance(call, { processId: id, variables: typed }));
}
