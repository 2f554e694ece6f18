import type { BpmnModel, InputMapping } from '@jobwright/bpmn-model';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import type { ActivatedJob } from '@jobwright/runtime';

interface ModelFacts {
  readonly variables: JsonObject;
  /** Of input mappings, by target. Default: the texts of the variables. */
  readonly sources: Readonly<Record<string, string>> | undefined;
}

/** The model that a job's task was deployed with. */
export function createModel(
  { bpmnProcessId, elementId }: ActivatedJob,
  { variables, sources }: ModelFacts,
): BpmnModel {
  const inputs =
    sources === undefined
      ? Object.entries(variables).flatMap(([target, value]) => literalInputs(target, value))
      : Object.entries(sources).map(([target, source]) => ({ target, source }));
  const element = { id: elementId, type: 'serviceTask', inputs, headers: {} };
  return { processes: [{ id: bpmnProcessId, isExecutable: true, elements: [element] }] };
}

function literalInputs(target: string, value: JsonValue): readonly InputMapping[] {
  const inputs: InputMapping[] = [];
  // Not by recursion: a test may give what is too deep for it.
  const rest: JsonValue[] = [value];
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (Array.isArray(part)) part.forEach((each: JsonValue) => rest.push(each));
    else if (isJsonObject(part)) for (const each of Object.values(part)) rest.push(each);
    // A text that begins as FEEL does is written as FEEL.
    else if (typeof part === 'string' && part.includes('secrets.'))
      inputs.push({ target, source: `=${JSON.stringify(part)}` });
  }
  return inputs;
}
