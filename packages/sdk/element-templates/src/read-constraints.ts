import type { Field } from '@jobwright/connector-sdk';
import { z } from 'zod';
import type { PropertyConstraints, PropertyType } from './element-template.ts';

/** What a modeler can check of a field while it is typed; FEEL is let through by the modeler itself. */
export function readConstraints(field: Field, type: PropertyType): PropertyConstraints | undefined {
  const notEmpty = field.required && type !== 'Boolean';
  const { minLength, ...lengths } = readLengths(field.schema);
  const constraints: PropertyConstraints = {
    // Modelers count an empty field as too short, required or not.
    ...(minLength === undefined || !field.required ? {} : { minLength }),
    ...lengths,
    ...readPattern(field),
  };
  if (!notEmpty && Object.keys(constraints).length === 0) return undefined;
  return { notEmpty, ...constraints };
}

export function readLengths(schema: z.core.$ZodType): PropertyConstraints {
  if (!(schema instanceof z.core.$ZodString)) return {};
  let lengths: PropertyConstraints = {};
  for (const check of schema._zod.def.checks ?? []) {
    if (check instanceof z.core.$ZodCheckMinLength && check._zod.def.minimum > 1) {
      lengths = { ...lengths, minLength: check._zod.def.minimum };
    } else if (check instanceof z.core.$ZodCheckMaxLength) {
      lengths = { ...lengths, maxLength: check._zod.def.maximum };
    } else if (check instanceof z.core.$ZodCheckLengthEquals) {
      lengths = { minLength: check._zod.def.length, maxLength: check._zod.def.length };
    }
  }
  return lengths;
}

function readPattern(field: Field): Pick<PropertyConstraints, 'pattern'> {
  const pattern = readRule(field);
  if (pattern === undefined) return {};
  const placeholder = field.schema instanceof z.core.$ZodNumber ? '' : String.raw`^=|^secrets\.|\{\{|`;
  // Modelers match the word "undefined" against the pattern when a field is empty.
  const empty = field.required ? '' : '^(undefined)?$|';
  return { pattern: { value: `${empty}${placeholder}${pattern.value}`, message: pattern.message } };
}

/** What a value has to look like, FEEL and secrets aside. */
export const readRule = ({ metadata, schema }: Field): PropertyConstraints['pattern'] =>
  metadata.pattern ?? findPattern(schema);

/** Modelers know no flags and no lower or upper bounds. */
function findPattern(schema: z.core.$ZodType): { value: string; message: string } | undefined {
  if (schema instanceof z.core.$ZodNumber) return numberPattern(schema);
  if (!(schema instanceof z.core.$ZodString)) return undefined;
  for (const check of schema._zod.def.checks ?? []) {
    if (!(check instanceof z.core.$ZodCheckRegex) || check._zod.def.pattern.flags !== '') continue;
    const refusal = z.string().check(check).safeParse('\0');
    const message = refusal.error?.issues[0]?.message ?? 'has the wrong form';
    return { value: check._zod.def.pattern.source, message: constraintMessage(message) };
  }
  return undefined;
}

function numberPattern(schema: z.core.$ZodNumber): { value: string; message: string } | undefined {
  const checks = schema._zod.def.checks ?? [];
  const least = checks.find((check) => check instanceof z.core.$ZodCheckGreaterThan)?._zod.def;
  const minimum = least === undefined ? undefined : Number(least.value);
  if (least === undefined || minimum === undefined || !(minimum >= 0)) return undefined;
  const whole =
    schema instanceof z.core.$ZodNumberFormat ||
    checks.some((check) => check instanceof z.core.$ZodCheckNumberFormat);
  const bound = least.inclusive ? `${minimum} or more` : `more than ${minimum}`;
  return whole
    ? { value: String.raw`^\d+$`, message: `must be a whole number, ${bound}` }
    : { value: String.raw`^\d+(\.\d+)?$`, message: `must be a number, ${bound}` };
}

/** Modelers put the label in front. */
const constraintMessage = (message: string): string =>
  message.startsWith('Expected ')
    ? message.replace('Expected ', 'must be ')
    : `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
