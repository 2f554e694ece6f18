import type { JsonValue } from '@jobwright/json';
import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import { findInstanceOfElement, type InstanceRecord } from './instance-record.ts';
import { scopeOfVariable, variableKeysOf } from './variable-key.ts';

/** A variable in the scope that has it. */
export interface VariableRecord {
  readonly variableKey: Key;
  readonly name: string;
  readonly value: JsonValue;
  readonly scopeKey: Key;
  readonly instance: InstanceRecord;
}

/** The variables of process instances, as they are or were at the end of their scopes. */
export function listVariableRecords(instances: readonly InstanceRecord[]): readonly VariableRecord[] {
  return instances.flatMap((instance) =>
    instance.passages().flatMap(({ elementInstanceKey: scopeKey, variables }) => {
      const names = Object.keys(variables);
      if (names.length === 0) return [];
      const keys = variableKeysOf(scopeKey, names);
      return names.flatMap((name) => {
        const [variableKey, value] = [keys.get(name), variables[name]];
        return variableKey === undefined || value === undefined
          ? []
          : [{ variableKey, name, value, scopeKey, instance }];
      });
    }),
  );
}

export function findVariableRecord(engine: Engine, variableKey: Key): VariableRecord | undefined {
  const scopeKey = scopeOfVariable(variableKey);
  const instance = scopeKey === undefined ? undefined : findInstanceOfElement(engine, scopeKey);
  return instance && listVariableRecords([instance]).find((variable) => variable.variableKey === variableKey);
}
