import { type ModdleElement, type Problem, readId } from '@jobwright/bpmn-model';
import { listTexts } from '@jobwright/feel';
import { type Expression, isFeel } from './expression.ts';
import { type InputReference, listCamundaInputs, locateInputs } from './locate-inputs.ts';

/** Where in the variables of an element the secrets of the names are to be put. */
export interface SecretPlace {
  readonly path: readonly string[];
  readonly names: readonly string[];
}

/** Where an input mapping puts a cluster variable, or a part of it, whose value may name secrets. */
export interface ClusterVariableRead {
  readonly path: readonly string[];
  readonly scope: 'env' | 'cluster' | 'tenant';
  readonly name: string;
  /** The part of the value that is read. */
  readonly part: readonly string[];
}

const LITERAL = /camunda\.secrets\.[\w-]+/g;
const isSecret = ([, second, name, further]: readonly string[]): boolean =>
  second === 'secrets' && name !== undefined && further === undefined;

function findLiterals(source: Expression): string | undefined {
  const literals = isFeel(source) ? listTexts(source.slice(1)).join('\n') : source;
  const found = new Set(literals.match(LITERAL));
  if (found.size === 0) return undefined;
  const names = [...found].map((reference) => `'${reference}'`).join(', ');
  return `Secret reference(s) ${names} must be used as an expression (e.g. '=camunda.secrets.<name>'), not as a string literal, in input mapping source '${source}'.`;
}

const CONTAINED =
  "puts a secret reference inside a list, or inside a context built by an 'if' branch, where it cannot be replaced. Assign each secret reference to its own input mapping instead.";

function collectPlaces(references: readonly InputReference[]): readonly SecretPlace[] {
  const places = new Map<string, { path: readonly string[]; names: Set<string> }>();
  for (const { path, steps } of references) {
    const key = JSON.stringify(path);
    const place = places.get(key) ?? { path, names: new Set<string>() };
    places.set(key, place);
    place.names.add(steps[2] ?? '');
  }
  return [...places.values()].map(({ path, names }) => ({ path, names: [...names] }));
}

function readVariableReads(references: readonly InputReference[]): readonly ClusterVariableRead[] {
  return references.flatMap(({ path, steps: [, kind, scope, name, ...part] }) =>
    kind === 'vars' && name !== undefined && (scope === 'env' || scope === 'cluster' || scope === 'tenant')
      ? [{ path, scope, name, part }]
      : [],
  );
}

/** What the input mappings of an element read of secrets. What could never be resolved is a problem. */
export function readSecrets(
  element: ModdleElement,
  problems: Problem[],
): { readonly secrets?: readonly SecretPlace[]; readonly variableReads?: readonly ClusterVariableRead[] } {
  const inputs = listCamundaInputs(element);
  if (inputs.length === 0) return {};
  const path = `${readId(element)} > extensionElements > ioMapping > input`;
  for (const { source } of inputs) {
    const literal = findLiterals(source);
    if (literal !== undefined) problems.push({ path, message: literal });
  }
  const references = locateInputs(inputs);
  const ofSecrets = references.filter(({ steps }) => isSecret(steps));
  for (const { source, isContained } of ofSecrets)
    if (isContained) problems.push({ path, message: `Input mapping source '${source}' ${CONTAINED}` });
  const secrets = collectPlaces(ofSecrets);
  const variableReads = readVariableReads(references);
  return {
    ...(secrets.length > 0 && { secrets }),
    ...(variableReads.length > 0 && { variableReads }),
  };
}
