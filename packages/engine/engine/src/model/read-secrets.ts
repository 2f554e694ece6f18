import {
  type ModdleElement,
  type Problem,
  readElements,
  readExtensions,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import { FeelError, listTexts, locateReferences } from '@jobwright/feel';
import { FEEL_VERSION } from './feel-version.ts';
import { type Expression, isFeel } from './graph.ts';

/** Where in the variables of an element the secrets of the names are to be put. */
export interface SecretPlace {
  readonly path: readonly string[];
  readonly names: readonly string[];
}

const LITERAL = /camunda\.secrets\.[\w-]+/g;
const isSecret = ([first, second, name, further]: readonly string[]): boolean =>
  first === 'camunda' && second === 'secrets' && name !== undefined && further === undefined;

function findLiterals(source: Expression): string | undefined {
  const literals = isFeel(source) ? listTexts(source.slice(1)).join('\n') : source;
  const found = new Set(literals.match(LITERAL));
  if (found.size === 0) return undefined;
  const names = [...found].map((reference) => `'${reference}'`).join(', ');
  return `Secret reference(s) ${names} must be used as an expression (e.g. '=camunda.secrets.<name>'), not as a string literal, in input mapping source '${source}'.`;
}

function locateSecrets(source: Expression) {
  try {
    return locateReferences(source, { version: FEEL_VERSION }).filter(({ path }) => isSecret(path));
  } catch (error) {
    // The reader of the mapping reports it.
    if (error instanceof FeelError) return [];
    throw error;
  }
}

const CONTAINED =
  "puts a secret reference inside a list, or inside a context built by an 'if' branch, where it cannot be replaced. Assign each secret reference to its own input mapping instead.";

/** The secrets that the input mappings of an element name, by their place. What could never be resolved is a problem. */
export function readSecrets(element: ModdleElement, problems: Problem[]): readonly SecretPlace[] {
  const path = `${readId(element)} > extensionElements > ioMapping > input`;
  const [ioMapping] = readExtensions(element, 'zeebe:IoMapping');
  const places = new Map<string, { path: readonly string[]; names: Set<string> }>();
  for (const entry of ioMapping ? readElements(ioMapping, 'inputParameters') : []) {
    const source = readText(entry, 'source') ?? '';
    if (!source.includes('secrets')) continue;
    const literal = findLiterals(source);
    if (literal !== undefined) problems.push({ path, message: literal });
    if (!isFeel(source)) continue;
    for (const { path: steps, at, isContained } of locateSecrets(source)) {
      if (isContained) problems.push({ path, message: `Input mapping source '${source}' ${CONTAINED}` });
      const target = [...(readText(entry, 'target') ?? '').split('.'), ...at];
      const place = places.get(JSON.stringify(target)) ?? { path: target, names: new Set<string>() };
      places.set(JSON.stringify(target), place);
      place.names.add(steps[2] ?? '');
    }
  }
  return [...places.values()].map((place) => ({ path: place.path, names: [...place.names] }));
}
