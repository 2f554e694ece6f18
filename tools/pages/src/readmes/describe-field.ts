import type { Field } from '@jobwright/connector-sdk';
import { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  number: 'number',
  boolean: 'true or false',
  record: 'map',
  array: 'list',
};

/** What a field is, in a line: its label, what it takes, its choices and limits, and an example. */
export function describeField(field: Field): string {
  const { label, description, metadata, schema } = field;
  const kind = /^(a )?(map|list)\b/i.test(description ?? '') ? undefined : KINDS[schema._zod.def.type];
  const name = label === undefined ? undefined : kind === undefined ? label : `${label} (${kind})`;
  const needsHint = metadata.secret === true && !/secret/i.test(description ?? '');
  return [
    name,
    description,
    metadata.documentation,
    listChoices(schema, metadata.choices),
    describeLimits(schema),
    needsHint ? 'Use a secret' : undefined,
    describeExample(field),
    metadata.hidden === true ? 'Not offered by the template' : undefined,
  ]
    .flatMap((text) => (text === undefined || text === '' ? [] : [text.replace(/\.$/, '')]))
    .join('. ');
}

/** What a field is when it is left out: `required`, its default, or nothing. */
export function describeDefault(field: Field): string {
  const { defaultValue, metadata, required, description } = field;
  if (required) return 'required';
  const value = defaultValue ?? metadata.value;
  if (value !== undefined && value !== '') return renderCode(value);
  return /\bdefault\b/i.test(description ?? '') ? 'as described' : 'none';
}

export const renderCode = (value: unknown): string =>
  `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** A choice with its label, where that says more. */
export const describeChoice = (value: string, label: string | undefined): string =>
  label === undefined || label.toLowerCase() === value.toLowerCase()
    ? renderCode(value)
    : `${renderCode(value)}: ${label}`;

function listChoices(
  schema: z.core.$ZodType,
  labels: Readonly<Record<string, string>> | undefined,
): string | undefined {
  if (!(schema instanceof z.core.$ZodEnum)) return undefined;
  const values = Object.values(schema._zod.def.entries).map(String);
  const choices = values.map((value) => describeChoice(value, labels?.[value]));
  return choices.join(choices.some((choice) => choice.includes(': ')) ? '; ' : ', ');
}

function describeExample({ description = '', metadata: { placeholder } }: Field): string | undefined {
  if (placeholder === undefined || description.includes(placeholder)) return undefined;
  return `E.g. ${renderCode(placeholder)}`;
}

function describeLimits({ _zod: { def } }: z.core.$ZodType): string | undefined {
  const checks = def.checks ?? [];
  const length = renderLimit(
    checks.find((check) => check instanceof z.core.$ZodCheckMaxLength)?._zod.def.maximum,
  );
  if (length !== undefined) return `At most ${length}${def.type === 'string' ? ' characters' : ''}`;
  const least = renderLimit(
    checks.find((check) => check instanceof z.core.$ZodCheckGreaterThan)?._zod.def.value,
  );
  const most = renderLimit(checks.find((check) => check instanceof z.core.$ZodCheckLessThan)?._zod.def.value);
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  if (least !== undefined) return `${least} or more`;
  return most === undefined ? undefined : `At most ${most}`;
}

/** In words of people: 10,000. Limits of the type itself say nothing. */
const renderLimit = (value: unknown): string | undefined =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER
    ? value.toLocaleString('en')
    : undefined;
