import type { Connector, Field, Operation } from '@jobwright/connector-sdk';
import { listFields } from '@jobwright/connector-sdk';

/** Input paths with the values under which something counts. */
export type Conditions = ReadonlyMap<string, readonly string[]>;

/** A field of one operation, under the conditions of one option of its unions. */
export interface InputOccurrence {
  readonly operation: string;
  readonly field: Field;
  readonly conditions: Conditions;
}

/** Lists the fields of all operations in their order. */
export const listOccurrences = ({ operations }: Connector): readonly InputOccurrence[] =>
  [...operations].flatMap(([name, operation]) => listOfOperation(name, operation));

const listOfOperation = (name: string, { input }: Operation): readonly InputOccurrence[] =>
  listFields(input).map((field) => ({
    operation: name,
    field,
    conditions: new Map(
      field.conditions.map(({ path, values }) => [path, values.filter((value) => value !== '')] as const),
    ),
  }));
