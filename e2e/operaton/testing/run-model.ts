import {
  createEngineCaller,
  deployFiles,
  readInstanceVariables,
  startInstance,
  type TypedVariable,
  waitForCompletion,
} from '@jobwright/servers/operaton';

export interface ModelToRun {
  /** Of the process in it. */
  readonly id: string;
  readonly xml: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Deploys a model as it is, runs it to its end and gives its variables. */
export async function runModel(engineUrl: string, { id, xml, variables = {} }: ModelToRun) {
  const call = createEngineCaller(engineUrl);
  await deployFiles(call, [{ name: `${id}.bpmn`, content: xml }]);
  const typed = Object.entries(variables).map(([name, value]) => [name, typeVariable(value)] as const);
  const instance = await startInstance(call, { processId: id, variables: Object.fromEntries(typed) });
  await waitForCompletion(call, instance);
  const found = await readInstanceVariables(call, instance);
  return Object.fromEntries(Object.entries(found).map(([name, variable]) => [name, readVariable(variable)]));
}

const typeVariable = (value: unknown): TypedVariable =>
  typeof value === 'number' ? { type: 'Integer', value } : { type: 'String', value };

const readVariable = ({ type, value }: TypedVariable): unknown =>
  type === 'Json' && typeof value === 'string' ? JSON.parse(value) : value;
