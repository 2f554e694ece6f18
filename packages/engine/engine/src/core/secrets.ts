import { isJsonList, isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { SecretPlace } from '../model/read-secrets.ts';
import type { ActivatedJob } from './commands.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance, Job } from './engine-state.ts';
import { raiseIncident } from './incidents.ts';
import { stopJob } from './release-job.ts';
import { listSecretPlaces } from './secret-places.ts';
import { placeholderOf, SECRET_PREFIX } from './secret-placeholder.ts';

/** A place that cannot be filled in. */
class SecretError extends Error {}

/**
 * In one pass: what a secret brings along is not looked into. Where names begin alike, the longest counts.
 */
function fillText(text: string, secrets: ReadonlyMap<string, string>): string {
  const [first = '', ...rest] = text.split(SECRET_PREFIX);
  const lengths = [...new Set([...secrets.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  const filled = rest.map((part) => {
    const name = lengths.map((length) => part.slice(0, length)).find((start) => secrets.has(start));
    return name === undefined ? `${SECRET_PREFIX}${part}` : `${secrets.get(name)}${part.slice(name.length)}`;
  });
  return [first, ...filled].join('');
}

interface Filling {
  readonly jobKey: string;
  readonly place: SecretPlace;
  readonly secrets: ReadonlyMap<string, string>;
}

function fillLeaf(value: JsonValue, { jobKey, place, secrets }: Filling): JsonValue {
  if (typeof value === 'string') return fillText(value, secrets);
  if (!isJsonObject(value) && !isJsonList(value)) return value;
  const text = stringifyJson(value);
  const left = text.includes(SECRET_PREFIX)
    ? place.names.find((name) => text.includes(placeholderOf(name)))
    : undefined;
  if (left === undefined) return value;
  throw new SecretError(
    `The job with key '${jobKey}' can not be activated, because the secret reference '${placeholderOf(left)}' could not be resolved at '/${place.path.join('/')}'. Fix the variable's value or the input mapping that sets it, then resolve the incident.`,
  );
}

type OwnCopies = Map<JsonObject, Record<string, JsonValue>>;

/** What is no longer where it was put stays as it is. Each context is copied once, for all places in it. */
function fill(
  document: JsonObject,
  [step, ...rest]: readonly string[],
  filling: Filling & { readonly copies: OwnCopies },
): JsonObject {
  if (step === undefined || !Object.hasOwn(document, step)) return document;
  const { copies } = filling;
  const copy = copies.get(document) ?? { ...document };
  copies.set(document, copy).set(copy, copy);
  const value = copy[step] ?? null;
  const isInner = rest.length > 0 && isJsonObject(value);
  if (isInner) copy[step] = fill(value, rest, filling);
  else if (rest.length === 0) copy[step] = fillLeaf(value, filling);
  return copy;
}

function readSecret(engine: Engine, name: string): string {
  let secret: string | undefined;
  try {
    secret = engine.secrets(name);
  } catch (error) {
    engine.onWarning(`The secret '${name}' could not be read: ${toErrorMessage(error)}`);
  }
  if (secret !== undefined) return secret;
  throw new SecretError(
    `Failed to resolve secret '${name}' from the configured secret store. Ensure the secret exists and the store is available, then resolve the incident to retry.`,
  );
}

function fillPlaces(
  engine: Engine,
  jobKey: string,
  { variables, places }: { readonly variables: JsonObject; readonly places: readonly SecretPlace[] },
): JsonObject {
  const copies: OwnCopies = new Map();
  let filled = variables;
  for (const place of places) {
    const [variable] = place.path;
    if (variable === undefined || !Object.hasOwn(filled, variable)) continue;
    const secrets = new Map(place.names.map((name) => [name, readSecret(engine, name)]));
    filled = fill(filled, place.path, { jobKey, place, secrets, copies });
  }
  return filled;
}

/**
 * The job with its secrets, which are nowhere else. When one cannot be put in, the job stops with an incident
 * and is not handed out: resolving the incident tries again.
 */
export function withSecrets(
  engine: Engine,
  {
    job,
    instance,
    activated,
  }: { readonly job: Job; readonly instance: ElementInstance; readonly activated: ActivatedJob },
): ActivatedJob | undefined {
  const places = listSecretPlaces(engine, instance);
  if (places.length === 0) return activated;
  try {
    const variables = fillPlaces(engine, job.key, { variables: activated.variables, places });
    return { ...activated, variables };
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    stopJob(engine, job, 'FAILED');
    const details = { type: 'SECRET_RESOLUTION_ERROR', message: error.message, step: 'job' } as const;
    raiseIncident(engine, instance, { ...details, jobKey: job.key });
    return undefined;
  }
}
