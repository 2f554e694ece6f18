import type { FeelMode, Field } from '@jobwright/connector-sdk';
import { chooseControl, listChoices } from '../choose-control.ts';
import { toLabel } from '../to-label.ts';
import type { Camunda7Property } from './camunda7-template.ts';
import { describeInput } from './describe-input.ts';
import { labelChoice, nameFields } from './describe-use.ts';
import { readInputConstraints } from './input-constraints.ts';
import { groupByPath, type InputField } from './input-field.ts';

type Choice = NonNullable<Camunda7Property['choices']>[number];

/** One property for each input: a template can bind an input only once. */
export function buildInputProperties(fields: readonly Field[]): Camunda7Property[] {
  return groupByPath(fields, nameFields(fields)).flatMap(buildProperty);
}

function buildProperty(input: InputField): readonly Camunda7Property[] {
  const { first } = input;
  const binding = { type: 'camunda:inputParameter', name: first.path } as const;
  const { fixedValue } = first.metadata;
  if (fixedValue !== undefined) return [{ type: 'Hidden', value: fixedValue, binding }];
  const choices = listInputChoices(input);
  if (choices === undefined) return [{ ...describeInput(input), ...buildText(input), binding }];
  const [only, ...others] = choices;
  if (only === undefined || (others.length === 0 && !first.required)) return [];
  if (others.length === 0) return [{ type: 'Hidden', value: only.value, binding }];
  return [{ ...describeInput(input), ...buildDropdown(input, choices), binding }];
}

/** A boolean is a choice too: modelers have no checkbox for an input parameter. */
function listInputChoices({ first, alike }: InputField): readonly Choice[] | undefined {
  if (isBoolean(first)) {
    return [
      { name: 'Yes', value: '=true' },
      { name: 'No', value: '=false' },
    ];
  }
  const values = alike.map(({ schema }) => listChoices(schema));
  if (values.includes(undefined)) return undefined;
  const distinct = new Set(values.flatMap((each) => each ?? []));
  return [...distinct].map((value) => ({ name: labelChoice(alike, value) ?? toLabel(value), value }));
}

const isBoolean = (field: Field): boolean => chooseControl(field).type === 'Boolean';

/** What may be left out, and what other fields decide about, has a choice that leaves it empty. */
function buildDropdown(input: InputField, choices: readonly Choice[]) {
  const { first, use, notEmpty } = input;
  const start = choices.find(({ value }) => value === toChoice(startOf(first)));
  if (start !== undefined && use === undefined) {
    return { type: 'Dropdown', value: start.value, choices } as const;
  }
  if (notEmpty) return { type: 'Dropdown', choices, constraints: { notEmpty } } as const;
  const byDefault = choices.find(({ value }) => value === toChoice(first.defaultValue));
  const name = byDefault === undefined ? 'Not set' : `Default: ${byDefault.name}`;
  return { type: 'Dropdown', choices: [{ name, value: '' }, ...choices] } as const;
}

function startOf(field: Field): unknown {
  const { chooses, metadata, defaultValue } = field;
  const start = chooses ? metadata.discriminator?.value : metadata.value;
  return start ?? defaultValue ?? (isBoolean(field) ? false : undefined);
}

const toChoice = (value: unknown): unknown => (typeof value === 'boolean' ? `=${value}` : value);

function buildText({ first, alike, use, notEmpty }: InputField) {
  const control = chooseControl(first);
  const { placeholder } = first.metadata;
  const start = startOf(first);
  const isScalar = typeof start === 'string' || typeof start === 'number';
  const isSame = alike.every((field) => startOf(field) === start);
  const value =
    isScalar && isSame && use === undefined ? `${control.feel === 'static' ? '=' : ''}${start}` : '';
  return {
    type: control.type === 'Text' ? 'Text' : 'String',
    ...(value === '' ? {} : { value }),
    ...(placeholder === undefined ? {} : { placeholder: placeholderFor(placeholder, control.feel) }),
    constraints: readInputConstraints(first, { control, notEmpty }),
  } as const;
}

/** Modelers of Camunda 7 put no equals sign in front, and the engine would evaluate `${...}` in FEEL. */
function placeholderFor(placeholder: string, feel: FeelMode | undefined): string {
  const text = feel === 'required' && !placeholder.startsWith('=') ? `=${placeholder}` : placeholder;
  return text.startsWith('=') ? text.replaceAll('${', '$" + "{') : text;
}
