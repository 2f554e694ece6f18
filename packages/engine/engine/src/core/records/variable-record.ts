import type { JsonValue } from '@jobwright/json';
import type { Engine } from '../engine.ts';
import type { ElementPassage } from '../history-records.ts';
import type { Key } from '../key.ts';
import { findInstanceOfElement } from './instance-record.ts';
import type { InstanceRecord } from './instance-types.ts';
import { scopeOfVariable, variableKeyOf } from './variable-key.ts';

/** A variable in the scope that has it. */
export interface VariableRecord {
  readonly variableKey: Key;
  readonly name: string;
  readonly value: JsonValue;
  readonly scopeKey: Key;
  readonly instance: InstanceRecord;
}

/** Works out the key when it is asked: searches look at many, and at few keys. */
class Variable implements VariableRecord {
  readonly instance: InstanceRecord;
  readonly name: string;
  readonly value: JsonValue;
  readonly #scope: ElementPassage;
  constructor(
    { instance, scope }: { readonly instance: InstanceRecord; readonly scope: ElementPassage },
    name: string,
    value: JsonValue,
  ) {
    this.instance = instance;
    this.#scope = scope;
    this.name = name;
    this.value = value;
  }
  get scopeKey() {
    return this.#scope.elementInstanceKey;
  }
  get variableKey() {
    return variableKeyOf(this.scopeKey, this.#scope.variables, this.name) ?? this.scopeKey;
  }
}

/** The variables of process instances, as they are or were at the end of their scopes. */
export function listVariableRecords(instances: readonly InstanceRecord[]): readonly VariableRecord[] {
  const records: VariableRecord[] = [];
  for (const instance of instances)
    for (const scope of instance.passages())
      for (const [name, value] of Object.entries(scope.variables))
        if (value !== undefined) records.push(new Variable({ instance, scope }, name, value));
  return records;
}

export function findVariableRecord(engine: Engine, variableKey: Key): VariableRecord | undefined {
  const scopeKey = scopeOfVariable(variableKey);
  const instance = scopeKey === undefined ? undefined : findInstanceOfElement(engine, scopeKey);
  return instance && listVariableRecords([instance]).find((variable) => variable.variableKey === variableKey);
}
