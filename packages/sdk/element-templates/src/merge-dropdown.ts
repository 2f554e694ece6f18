import { type Conditions, mergeConditions, toPropertyCondition } from './conditions.ts';
import type { Draft, Entry } from './draft.ts';
import type { PropertyChoice, TemplateProperty } from './element-template.ts';
import type { OperationChoice } from './operation-choice.ts';
import { inputBase } from './input-base.ts';
import { listChoices } from './choose-control.ts';
import { describe } from './to-description.ts';
import { toLabel } from './to-label.ts';

/**
 * One dropdown for all options of all operations; undefined when there is nothing to choose and nothing to
 * say.
 */
export function mergeDropdown(entries: readonly Entry[], choice: OperationChoice): Draft | undefined {
  const [first] = entries;
  if (first === undefined) return undefined;
  const { field } = first;
  const choices = listDropdownChoices(entries, choice);
  const required = entries.some((entry) => entry.field.required);
  const [only, ...others] = choices;
  if (only === undefined || (others.length === 0 && !required)) return undefined;
  const when = { conditions: mergeAll(entries), operations: listOperations(entries) };
  const { id, group, binding } = inputBase(field);
  if (others.length === 0) {
    return { property: { id, type: 'Hidden', value: only.value, binding }, ...when };
  }
  const about = field.chooses
    ? (field.metadata.discriminator ?? {})
    : { ...field.metadata, title: field.label };
  const value = about.value ?? field.defaultValue;
  const property: TemplateProperty = {
    id,
    label: about.title ?? toLabel(field.path),
    ...describe(about.description),
    group,
    type: 'Dropdown',
    ...(typeof value === 'string' ? { value } : {}),
    ...(typeof value !== 'string' && !required ? { optional: true } : {}),
    choices,
    ...(required ? { constraints: { notEmpty: true } } : {}),
    binding,
  };
  return { property, ...when };
}

function listDropdownChoices(entries: readonly Entry[], choice: OperationChoice): PropertyChoice[] {
  const everywhere = listOperations(entries).length;
  const names = new Map<string, string>();
  for (const { field } of entries) {
    for (const value of listChoices(field.schema) ?? []) {
      const label = field.chooses ? field.label : field.metadata.choices?.[value];
      names.set(value, names.get(value) ?? label ?? toLabel(value));
    }
  }
  return [...names].map(([value, name]) => {
    const having = entries.filter(({ field }) => listChoices(field.schema)?.includes(value));
    const operations = listOperations(having);
    if (operations.length === everywhere) return { name, value };
    const condition = toPropertyCondition(choice.describe(operations).conditions);
    return { name, value, ...(condition === undefined ? {} : { condition }) };
  });
}

const listOperations = (entries: readonly Entry[]): readonly string[] => [
  ...new Set(entries.map(({ operation }) => operation)),
];

/** Where "or" between fields would be needed, the dropdown is shown always. */
const mergeAll = ([first, ...others]: readonly Entry[]): Conditions =>
  others.reduce<Conditions>(
    (merged, { field }) => mergeConditions(merged, field.conditions) ?? [],
    first?.field.conditions ?? [],
  );
