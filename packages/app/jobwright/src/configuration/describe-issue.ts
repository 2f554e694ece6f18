import { z } from 'zod';
import { configurationSchema } from './configuration.schema.ts';
import { findNearestName } from '@jobwright/text-values';
import { nameOption } from './list-keys.ts';
import { unwrapSchema } from './unwrap-schema.ts';

/** The variable or option that set a value, by the path of the setting. */
export type MadeBy = ReadonlyMap<string, string>;

/**
 * Describes a problem, with the name that the user gave. Values are not repeated, as some are credentials.
 */
export function describeIssue(issue: z.core.$ZodIssue, madeBy: MadeBy): string {
  if (issue.code === 'unrecognized_keys') return describeUnknown(issue.keys, issue.path, madeBy);
  const expected = describeExpected(issue);
  if (expected !== undefined) return `${nameSetting(issue.path, madeBy)}: Expected ${expected}`;
  const [reason = issue.message] =
    issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message) : [];
  return `${nameSetting(issue.path, madeBy)}: ${reason}`;
}

/** The variable or option that set the value or an object around it, else its path in the file. */
function nameSetting(path: readonly PropertyKey[], madeBy: MadeBy): string {
  for (let length = path.length; length > 0; length -= 1) {
    const name = madeBy.get(path.slice(0, length).join('.'));
    if (name !== undefined)
      return [name, path.slice(length).join('.')].filter((part) => part !== '').join(': ');
  }
  return path.length === 0 ? 'configuration' : path.join('.');
}

function describeUnknown(keys: readonly string[], path: readonly PropertyKey[], madeBy: MadeBy): string {
  const schemas = schemasAt(path);
  const known = schemas.flatMap((schema) => listObjects(schema).flatMap(({ shape }) => Object.keys(shape)));
  return keys
    .map((key) => {
      const full = nameSetting([...path, key], madeBy);
      const [choice] = schemas.flatMap((schema) => findChoice(schema, key));
      if (choice !== undefined) {
        const name = nameSetting([...path, choice.discriminator], madeBy);
        return `${full} belongs to ${choice.discriminator} ${choice.option}: set ${name} to ${choice.option}, or remove it`;
      }
      const nearest = findNearestName(key, known);
      return nearest !== undefined ? `unknown key ${full}, did you mean ${nearest}?` : `unknown key ${full}`;
    })
    .join('; ');
}

/** What to write for a section that is none, or for the key of it that chooses. */
function describeExpected(issue: z.core.$ZodIssue): string | undefined {
  const isChoice = issue.code === 'invalid_union' && issue.discriminator !== undefined;
  if (!isChoice && !(issue.code === 'invalid_type' && issue.expected === 'object')) return undefined;
  const [inner] = schemasAt(isChoice ? issue.path.slice(0, -1) : issue.path).map(unwrapSchema);
  if (inner instanceof z.ZodObject) return `an object with some of ${Object.keys(inner.shape).join(', ')}`;
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator } = inner.def;
  const names = listObjects(inner).map((object) => nameOption(object, discriminator));
  const choices = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  return isChoice
    ? choices
    : `an object with ${discriminator} (${choices}), such as { ${discriminator}: ${names[0] ?? ''} }`;
}

interface Choice {
  readonly discriminator: string;
  readonly option: string;
}

/** The option of a choice that has a key which the chosen one does not have. */
function findChoice(schema: z.core.$ZodType, key: string): readonly Choice[] {
  const inner = unwrapSchema(schema);
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return [];
  const { discriminator } = inner.def;
  return listObjects(inner).flatMap((object) =>
    key in object.shape ? [{ discriminator, option: nameOption(object, discriminator) }] : [],
  );
}

/** The schemas at a path, over all options of a union. */
function schemasAt(path: readonly PropertyKey[]): readonly z.core.$ZodType[] {
  let schemas: readonly z.core.$ZodType[] = [configurationSchema];
  for (const step of path) schemas = schemas.flatMap((schema) => childrenOf(schema, step));
  return schemas;
}

function childrenOf(schema: z.core.$ZodType, step: PropertyKey): readonly z.core.$ZodType[] {
  const inner = unwrapSchema(schema);
  if (typeof step === 'number') return inner instanceof z.ZodArray ? [inner.element] : [];
  if (inner instanceof z.ZodRecord) return [inner.valueType];
  return listObjects(schema).flatMap(({ shape }) => {
    const child: unknown = shape[String(step)];
    return child instanceof z.ZodType ? [child] : [];
  });
}

function listObjects(schema: z.core.$ZodType): readonly z.ZodObject[] {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodObject) return [inner];
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => listObjects(option));
  return [];
}
