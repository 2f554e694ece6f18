import { type Connector, type FieldMetadata, listFields, type Operation } from '@jobwright/connector-sdk';
import { type Conditions, toPropertyCondition, withoutCertain } from './conditions.ts';
import type { TemplatePreset, TemplateProperty, TemplateStep } from './element-template.ts';
import { OPERATION_GROUP_ID } from './groups.ts';
import { toLabel } from './to-label.ts';

const HEADER = 'operation';

/** How a model says which operation of a connector it means. */
export interface OperationChoice {
  readonly properties: readonly TemplateProperty[];
  readonly steps: readonly TemplateStep[];
  readonly presets: readonly TemplatePreset[];
  /** What holds when one of these operations is chosen; `exact` when it then holds for no other. */
  readonly describe: (operations: readonly string[]) => { conditions: Conditions; exact: boolean };
  /** Every value of each property that chooses. */
  readonly valuesOf: ReadonlyMap<string, readonly string[]>;
}

export function buildOperationChoice({ operations }: Connector): OperationChoice {
  const selectors = new Map([...operations].map(([name, { when }]) => [name, when ?? { [HEADER]: name }]));
  const valuesOf = new Map<string, readonly string[]>();
  for (const selector of selectors.values()) {
    for (const [path, value] of Object.entries(selector)) {
      valuesOf.set(path, [...new Set([...(valuesOf.get(path) ?? []), value])]);
    }
  }
  const selection: Selection = { operations, selectors, valuesOf };
  const isUnnamed = operations.size === 1 && operations.has('run');
  const listed = operations.size > 1 ? [...operations] : [];
  return {
    properties: [...valuesOf].flatMap(([path, values]) =>
      isUnnamed && path === HEADER ? [] : [buildChoice(selection, path, values)],
    ),
    steps: listed.map(([name, operation]) => ({ name: titleOf(name, operation), presetId: name })),
    presets: listed.map(([name]) => ({ id: name, properties: selectors.get(name) ?? {} })),
    describe: (names) => describe(selection, names),
    valuesOf,
  };
}

interface Selection {
  readonly operations: Connector['operations'];
  /** By operation: the value of each property that chooses it. */
  readonly selectors: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly valuesOf: OperationChoice['valuesOf'];
}

function buildChoice(selection: Selection, path: string, values: readonly string[]): TemplateProperty {
  const condition = toPropertyCondition(listEarlier(selection, path));
  const shared = {
    id: path,
    value: values[0] ?? '',
    ...(condition === undefined ? {} : { condition }),
    binding: isHeader(selection, path)
      ? ({ type: 'zeebe:taskHeader', key: HEADER } as const)
      : ({ type: 'zeebe:input', name: path } as const),
  };
  if (values.length === 1) return { ...shared, type: 'Hidden' };
  const choices = values.map((value) => ({ name: nameChoice(selection, path, value), value }));
  const label = describeInput(selection, path).title ?? toLabel(path);
  return { ...shared, label, group: OPERATION_GROUP_ID, type: 'Dropdown', choices };
}

/** What the operations that have this property agree on in the properties before it. */
function listEarlier(selection: Selection, path: string): Conditions {
  const { selectors, valuesOf } = selection;
  const having = [...selectors].filter(([, selector]) => path in selector).map(([name]) => name);
  const earlier = [...valuesOf.keys()].slice(0, [...valuesOf.keys()].indexOf(path));
  return describe(selection, having).conditions.filter((condition) => earlier.includes(condition.path));
}

function describe(
  { selectors, valuesOf }: Selection,
  names: readonly string[],
): { conditions: Conditions; exact: boolean } {
  const chosen = names.map((name) => selectors.get(name) ?? {});
  const shared = [...valuesOf.keys()].filter((path) => chosen.every((selector) => path in selector));
  const all = shared.map((path) => ({
    path,
    values: [...new Set(chosen.flatMap((selector) => selector[path] ?? []))],
  }));
  const conditions = withoutCertain(all, valuesOf);
  const fitting = [...selectors].filter(([, selector]) =>
    conditions.every(({ path, values }) => values.includes(selector[path] ?? '')),
  );
  return { conditions, exact: fitting.length === names.length };
}

const isHeader = ({ operations }: Selection, path: string): boolean =>
  path === HEADER && [...operations.values()].some(({ when }) => when === undefined);

function nameChoice(selection: Selection, path: string, value: string): string {
  const { operations, selectors } = selection;
  const [only, ...others] = [...selectors].filter(([, selector]) => selector[path] === value);
  const operation = only === undefined || others.length > 0 ? undefined : operations.get(only[0]);
  const isLast = only !== undefined && Object.keys(only[1]).at(-1) === path;
  const ofOperation = isLast ? operation?.title : undefined;
  return describeInput(selection, path).choices?.[value] ?? ofOperation ?? toLabel(value);
}

/** What a schema says of an input that chooses; where several do, the first. */
function describeInput({ operations }: Selection, path: string): FieldMetadata {
  const fields = [...operations.values()].flatMap(({ input }) => listFields(input));
  return fields.find((field) => field.path === path && field.label !== undefined)?.metadata ?? {};
}

const titleOf = (name: string, { title }: Operation): string => title ?? toLabel(name);
