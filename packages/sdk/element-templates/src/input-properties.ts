import { type Connector, type Field, listFields } from '@jobwright/connector-sdk';
import { toPropertyCondition, withoutCertain } from './conditions.ts';
import { type Draft, type Entry, mergeDrafts } from './draft.ts';
import type { TemplateProperty } from './element-template.ts';
import type { OperationChoice } from './operation-choice.ts';
import { readConstraints } from './read-constraints.ts';
import { type Control, listChoices, chooseControl } from './choose-control.ts';
import { describe } from './to-description.ts';
import { mergeDropdown } from './merge-dropdown.ts';
import { inputBase } from './input-base.ts';
import { toLabel } from './to-label.ts';

/** The properties of all inputs of a connector; what several operations or options share is there once. */
export function buildInputProperties(connector: Connector, choice: OperationChoice): TemplateProperty[] {
  const entries = groupByPath(connector);
  const valuesOf = new Map(choice.valuesOf);
  for (const [path, alike] of entries) {
    valuesOf.set(path, [...new Set(alike.flatMap(({ field }) => listChoices(field.schema) ?? []))]);
  }
  // What holds whatever is chosen in a union within a union is not in the way of merging with other options.
  const drafts = [...entries.values()].flatMap((alike) =>
    mergeDrafts(
      buildDrafts(alike, choice).map((draft) => ({
        ...draft,
        conditions: withoutCertain(draft.conditions, valuesOf),
      })),
      choice,
    ),
  );
  const ids = new Set<string>();
  return drafts.map(({ property, conditions, operations }) => {
    const all = [...withoutCertain(conditions, valuesOf), ...choice.describe(operations).conditions];
    const condition = toPropertyCondition(all);
    const { binding, ...rest } = property;
    const id = findFreeId(property.id, ids);
    return { ...rest, id, ...(condition === undefined ? {} : { condition }), binding };
  });
}

function groupByPath({ operations }: Connector): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const [operation, { input, when = {} }] of operations) {
    for (const field of listFields(input)) {
      if (field.path in when || field.metadata.hidden === true) continue;
      entries.set(field.path, [...(entries.get(field.path) ?? []), { field, operation }]);
    }
  }
  return entries;
}

function buildDrafts(entries: readonly Entry[], choice: OperationChoice): readonly Draft[] {
  if (entries.some(({ field }) => field.metadata.fixedValue !== undefined)) {
    return mergeDrafts(entries.map(buildFixed), choice);
  }
  if (entries.some(({ field }) => listChoices(field.schema) === undefined)) {
    return mergeDrafts(entries.map(buildDraft), choice);
  }
  const dropdown = mergeDropdown(entries, choice);
  return dropdown === undefined ? [] : [dropdown];
}

function buildFixed({ field, operation }: Entry): Draft {
  const { id, binding } = inputBase(field);
  const value = field.metadata.fixedValue ?? '';
  return {
    property: { id, type: 'Hidden', value, binding },
    conditions: field.conditions,
    operations: [operation],
  };
}

function buildDraft({ field, operation }: Entry): Draft {
  const { path, metadata, description } = field;
  const { id, group, binding } = inputBase(field);
  const control = chooseControl(field);
  const value = startValueOf(metadata.value ?? field.defaultValue, control.type);
  const constraints = readConstraints(field, control.type);
  const isOptional = !field.required && control.type !== 'Boolean';
  const property: TemplateProperty = {
    id,
    label: field.label ?? toLabel(path),
    ...describe(description),
    group,
    ...control,
    ...(value === undefined ? {} : { value }),
    ...(isOptional ? { optional: true } : {}),
    ...(metadata.placeholder === undefined
      ? {}
      : { placeholder: placeholderFor(metadata.placeholder, control) }),
    ...(metadata.secret === true ? { secret: true } : {}),
    ...(constraints === undefined ? {} : { constraints }),
    binding,
  };
  return { property, conditions: field.conditions, operations: [operation] };
}

/** Where only FEEL is possible, modelers put the equals sign in front. */
const placeholderFor = (placeholder: string, { feel }: Control): string =>
  feel === 'required' ? placeholder.replace(/^=\s*/, '') : placeholder;

function startValueOf(
  value: Field['defaultValue'],
  type: TemplateProperty['type'],
): TemplateProperty['value'] {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return type === 'Boolean' ? false : undefined;
  }
  return typeof value === type.toLowerCase() ? value : String(value);
}

function findFreeId(wanted: string, ids: Set<string>): string {
  let id = wanted;
  for (let count = 2; ids.has(id); count += 1) id = `${wanted}.${count}`;
  ids.add(id);
  return id;
}
