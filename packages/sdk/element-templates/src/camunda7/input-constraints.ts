import type { Field } from '@jobwright/connector-sdk';
import type { Control } from '../choose-control.ts';
import type { PropertyConstraints } from '../element-template.ts';
import { readLengths, readRule } from '../read-constraints.ts';

/** The longest text that the tables of the engine hold for a variable of type String. */
const MAX_LENGTH = 4000;
/** FEEL, which the runtime evaluates, and `${...}` and `#{...}`, which the engine does. */
const EXPRESSION = String.raw`^=|^[$#]\{`;
const SECRET = String.raw`^secrets\.|\{\{`;

export interface ConstraintOptions {
  readonly control: Control;
  /** Whether the field has to be filled in whatever else is. */
  readonly notEmpty: boolean;
}

/**
 * What a modeler checks of a typed value. It does not know FEEL, so patterns let expressions and secrets
 * pass, and lengths become patterns.
 */
export function readInputConstraints(
  field: Field,
  { control, notEmpty }: ConstraintOptions,
): PropertyConstraints {
  const pattern = patternFor(field, control);
  const empty = notEmpty ? '' : '^$|';
  return {
    ...(notEmpty ? { notEmpty } : {}),
    maxLength: MAX_LENGTH,
    ...(pattern === undefined
      ? {}
      : { pattern: { value: `${empty}${pattern.value}`, message: toSentence(pattern.message) } }),
  };
}

function patternFor(field: Field, { type, feel }: Control): PropertyConstraints['pattern'] {
  if (type === 'Number' && feel === 'static') return numberPattern(field);
  if (feel === 'required') return { value: EXPRESSION, message: 'must be FEEL and begin with =' };
  const rule = readRule(field);
  const { minLength = 0, maxLength } = readLengths(field.schema);
  const length = `{${minLength},${maxLength ?? ''}}`;
  const isBounded = minLength > 0 || maxLength !== undefined;
  if (rule === undefined && !isBounded) return undefined;
  const ofLength = isBounded ? `(?=[\\s\\S]${length}$)` : '';
  const value =
    rule === undefined || !isBounded ? (rule?.value ?? `^${ofLength}`) : `^${ofLength}(?:${rule.value})`;
  return {
    value: `${EXPRESSION}|${SECRET}|${value}`,
    message: rule?.message ?? lengthMessage(minLength, maxLength),
  };
}

/** A numeral has to fit; what else begins with an equals sign may be any FEEL. */
function numberPattern(field: Field): PropertyConstraints['pattern'] {
  const rule = readRule(field);
  if (rule === undefined) return { value: EXPRESSION, message: 'must be FEEL and begin with =, e.g. =20' };
  const numeral = rule.value.replace(/^\^/, '').replace(/\$$/, '');
  return {
    value: String.raw`^=\s*(?:${numeral}|.*[^\d.\s-].*)$|^[$#]\{`,
    message: `${rule.message}, and begin with =`,
  };
}

function lengthMessage(minLength: number, maxLength: number | undefined): string {
  if (maxLength === undefined) return `must have ${minLength} characters or more`;
  if (minLength === 0) return `must have at most ${maxLength} characters`;
  return minLength === maxLength
    ? `must have ${minLength} characters`
    : `must have ${minLength} to ${maxLength} characters`;
}

/** Modelers of Camunda 7 put no label in front of a message. */
export const toSentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
