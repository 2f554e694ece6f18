import { type Connector, type Field, listFields, type Operation } from '@jobwright/connector-sdk';
import { listChoices } from '../choose-control.ts';
import { toLabel } from '../to-label.ts';

/** What one template covers: an operation, and an option of the union that its whole input is. */
export interface Variant {
  /** Of the operation and the option, as far as there are several. */
  readonly idParts: readonly string[];
  /** Undefined when the connector has one operation and one option. */
  readonly title: string | undefined;
  /** The name of the operation, when the model has to say it in a header. */
  readonly operation: string | undefined;
  /** Inputs that are the same on every task. */
  readonly fixedInputs: Readonly<Record<string, string>>;
  readonly fields: readonly Field[];
}

/** What depends on the first choices is a template of its own: those of Camunda 7 have no conditions. */
export function listVariants({ operations }: Connector): readonly Variant[] {
  return [...operations].flatMap(([name, operation]) => {
    const isNamed = operation.when === undefined && !(operations.size === 1 && name === 'run');
    return listOptions(operation).map((option): Variant => {
      const several = operations.size > 1 ? [operation.title ?? toLabel(name)] : [];
      const [first = option.label, ...rest] = [
        ...several,
        ...(option.label === undefined ? [] : [option.label]),
      ];
      return {
        idParts: [...(operations.size > 1 ? [name] : []), ...option.idParts],
        title: rest.length === 0 ? first : `${first} (${rest.join(', ')})`,
        operation: isNamed ? name : undefined,
        fixedInputs: { ...operation.when, ...option.fixedInputs },
        fields: option.fields,
      };
    });
  });
}

interface Option {
  readonly idParts: readonly string[];
  readonly label: string | undefined;
  readonly fixedInputs: Readonly<Record<string, string>>;
  readonly fields: readonly Field[];
}

function listOptions({ input, when = {} }: Operation): readonly Option[] {
  const fields = listFields(input).filter(
    ({ path, metadata }) => !(path in when) && metadata.hidden !== true,
  );
  const choosing = fields.filter(isRootChoice);
  const [first] = choosing;
  const labels = new Map(
    choosing.flatMap((field) =>
      (listChoices(field.schema) ?? []).map((value) => [value, field.label ?? toLabel(value)] as const),
    ),
  );
  if (first === undefined || labels.size < 2) {
    return [{ idParts: [], label: undefined, fixedInputs: {}, fields }];
  }
  return [...labels].map(([value, label]) => ({
    idParts: [value],
    label,
    fixedInputs: { [first.path]: value },
    fields: fields
      .filter((field) => field.path !== first.path && holds(field, first.path, value))
      .map((field) => ({ ...field, conditions: field.conditions.filter(({ path }) => path !== first.path) })),
  }));
}

const isRootChoice = ({ path, chooses, conditions }: Field): boolean =>
  chooses && !path.includes('.') && conditions.length === 0;

const holds = ({ conditions }: Field, path: string, value: string): boolean =>
  conditions.every((condition) => condition.path !== path || condition.values.includes(value));
