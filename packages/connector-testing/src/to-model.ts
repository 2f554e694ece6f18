import type { BpmnModel, InputMapping } from '@jobwright/bpmn-model';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/connector-sdk';
import type { ActivatedJob } from '@jobwright/runtime';

interface ModelFacts {
  readonly variables: JsonObject;
  /** Of input mappings, by target. Default: the texts of the variables. */
  readonly sources: Readonly<Record<string, string>> | undefined;
}

/** The model that a job's task was deployed with. */
export function toModel(
  { bpmnProcessId, elementId }: ActivatedJob,
  { variables, sources }: ModelFacts,
): BpmnModel {
  const inputs =
    sources === undefined
      ? Object.entries(variables).flatMap(([target, value]) => toLiteralInputs(target, value))
      : Object.entries(sources).map(([target, source]) => ({ target, source }));
  const element = { id: elementId, type: 'serviceTask', inputs, headers: {} };
  return { processes: [{ id: bpmnProcessId, isExecutable: true, elements: [element] }] };
}

function toLiteralInputs(target: string, value: JsonValue): readonly InputMapping[] {
  if (typeof value === 'string') {
    // A text that begins as FEEL does is written as FEEL.
    return value.includes('secrets.') ? [{ target, source: `=${JSON.stringify(value)}` }] : [];
  }
  const children = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  return children.flatMap((child: JsonValue) => toLiteralInputs(target, child));
}
