import { z } from 'zod';
import { isJsonObject } from '@jobwright/json';
import { toPath } from './parse-input.ts';

/** A value of an input that must be seen nowhere. */
export interface SecretValue {
  readonly path: string;
  readonly text: string;
}

/** Names of headers and parameters that carry credentials. */
const CREDENTIAL_NAME =
  /authoriz|(?:^|[^a-z])(?:auth|key|pass|pwd|sig)(?:$|[^a-z])|token|secret|passw|api[-_]?key|credential|cookie|session|signature/i;
/** RFC 9110, 11.4: what comes behind the scheme is the credential. */
const WITH_SCHEME = /^(?:Bearer|Basic|Token|ApiKey) +(\S.*)$/i;

/**
 * The values of the fields that a schema marks with `secret`, as texts. Of a URL also its password, as it is
 * written and as it is meant. Takes any value, valid or not.
 */
export function listSecretValues(schema: z.core.$ZodType, value: unknown): readonly SecretValue[] {
  const found: SecretValue[] = [];
  collect(schema, value, { path: [], found });
  return found;
}

interface Search {
  readonly path: readonly PropertyKey[];
  readonly found: SecretValue[];
}

function collect(schema: z.core.$ZodType, value: unknown, search: Search): void {
  if (value === null || value === undefined) return;
  const { mayHoldSecrets, mark, fields, inner } = factsOf(schema);
  if (!mayHoldSecrets) return;
  if (mark === true) return collectTexts(value, search);
  if (mark === 'named') return collectNamed(value, search);
  if (schema instanceof z.core.$ZodObject) {
    if (!isJsonObject(value)) return;
    for (const [key, child] of fields) {
      if (Object.hasOwn(value, key)) collect(child, value[key], below(search, key));
    }
    const { catchall } = schema._zod.def;
    if (catchall === undefined || !factsOf(catchall).mayHoldSecrets) return;
    for (const [key, child] of Object.entries(value)) collect(catchall, child, below(search, key));
  } else if (schema instanceof z.core.$ZodRecord) {
    if (!isJsonObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      collect(schema._zod.def.valueType, child, below(search, key));
    }
  } else if (schema instanceof z.core.$ZodArray) {
    if (!Array.isArray(value)) return;
    value.forEach((child, index) => collect(schema._zod.def.element, child, below(search, index)));
  } else if (schema instanceof z.core.$ZodDiscriminatedUnion) {
    for (const option of optionsFor(schema, value)) collect(option, value, search);
  } else {
    for (const one of inner) collect(one, value, search);
  }
}

const below = ({ path, found }: Search, key: PropertyKey): Search => ({ path: [...path, key], found });

/** Of the options the one that is chosen, or all when none is. */
function optionsFor(union: z.core.$ZodDiscriminatedUnion, value: unknown): readonly z.core.$ZodType[] {
  const { discriminator, options } = union._zod.def;
  if (!isJsonObject(value)) return [];
  const chosen = options.filter((option) => {
    const values: ReadonlySet<unknown> | undefined = option._zod.propValues?.[discriminator];
    return values?.has(value[discriminator]) === true;
  });
  return chosen.length > 0 ? chosen : options;
}

function collectTexts(value: unknown, { path, found }: Search): void {
  if (typeof value === 'string') {
    const credential = WITH_SCHEME.exec(value)?.[1];
    for (const text of credential === undefined ? [value] : [value, credential]) {
      found.push({ path: toPath(path), text });
    }
    collectFromUrl(value, { path, found });
  } else if (typeof value === 'number' || typeof value === 'bigint') {
    found.push({ path: toPath(path), text: String(value) });
  } else if (Array.isArray(value)) {
    value.forEach((child, index) => collectTexts(child, below({ path, found }, index)));
  } else if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) collectTexts(child, below({ path, found }, key));
  }
}

function collectNamed(value: unknown, search: Search): void {
  if (typeof value === 'string') return collectFromUrl(value, search);
  if (!isJsonObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    if (CREDENTIAL_NAME.test(name)) collectTexts(child, below(search, name));
  }
}

function collectFromUrl(text: string, { path, found }: Search): void {
  // A password stands before an @, parameters behind a question mark.
  if (!text.includes('://') || !/[@?]/.test(text) || !URL.canParse(text)) return;
  const url = new URL(text);
  const parameters = [...url.searchParams].filter(([name]) => CREDENTIAL_NAME.test(name));
  for (const part of [url.password, decode(url.password), ...parameters.map(([, value]) => value)]) {
    if (part !== '') found.push({ path: toPath(path), text: part });
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a schema says about secrets. To find it out takes longer than to walk the values of a job. */
interface SchemaFacts {
  readonly mayHoldSecrets: boolean;
  readonly mark: unknown;
  /** Of an object, those that may hold secrets. */
  readonly fields: readonly (readonly [string, z.core.$ZodType])[];
  /** Schemas for the same value that may hold secrets. */
  readonly inner: readonly z.core.$ZodType[];
}

const known = new WeakMap<z.core.$ZodType, SchemaFacts>();

function factsOf(schema: z.core.$ZodType): SchemaFacts {
  let facts = known.get(schema);
  if (facts === undefined) {
    facts = {
      mayHoldSecrets: mayHoldSecrets(schema),
      mark: markOf(schema),
      fields:
        schema instanceof z.core.$ZodObject
          ? Object.entries(schema._zod.def.shape).filter(([, child]) => mayHoldSecrets(child))
          : [],
      inner: listInner(schema).filter(mayHoldSecrets),
    };
    known.set(schema, facts);
  }
  return facts;
}

const markOf = (schema: z.core.$ZodType): unknown => z.core.globalRegistry.get(schema)?.secret;

/** Most of a schema holds none: what the values there are need not be walked. */
function mayHoldSecrets(schema: z.core.$ZodType): boolean {
  const seen = new Set<z.core.$ZodType>([schema]);
  for (const part of seen) {
    const mark = markOf(part);
    if (mark !== undefined && mark !== false) return true;
    for (const child of listChildren(part)) seen.add(child);
  }
  return false;
}

function listChildren(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodObject) {
    const { shape, catchall } = schema._zod.def;
    return [...Object.values(shape), ...(catchall === undefined ? [] : [catchall])];
  }
  if (schema instanceof z.core.$ZodRecord) return [schema._zod.def.valueType];
  if (schema instanceof z.core.$ZodArray) return [schema._zod.def.element];
  return listInner(schema);
}

/** Schemas for the same value. */
function listInner(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options;
  if (schema instanceof z.core.$ZodIntersection) return [schema._zod.def.left, schema._zod.def.right];
  if (schema instanceof z.core.$ZodPipe) return [schema._zod.def.in, schema._zod.def.out];
  if (schema instanceof z.core.$ZodLazy) return [schema._zod.innerType];
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault ||
    schema instanceof z.core.$ZodNonOptional ||
    schema instanceof z.core.$ZodCatch ||
    schema instanceof z.core.$ZodReadonly
  ) {
    return [schema._zod.def.innerType];
  }
  return [];
}
