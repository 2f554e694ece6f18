import { stringifyJson } from '@jobwright/json';
import type { VariableRecord } from '../../core/records/variable-record.ts';
import {
  booleanField,
  exact,
  filterOnly,
  keyField,
  type SearchFields,
  sortOnly,
  textField,
} from '../../core/search/search-fields.ts';
import { answerSearch, type SearchAnswer } from './search/answer-search.ts';
import { describeValue, readIsCut } from './value-text.ts';

export const variableText = ({ value }: VariableRecord): string => stringifyJson(value);

export const VARIABLE_FIELDS: SearchFields<VariableRecord> = {
  value: textField(variableText),
  name: textField(({ name }) => name),
  tenantId: exact(textField(({ instance }) => instance.tenantId)),
  variableKey: keyField(({ variableKey }) => variableKey),
  scopeKey: keyField(({ scopeKey }) => scopeKey),
  processInstanceKey: keyField(({ instance }) => instance.processInstanceKey),
  processDefinitionKey: filterOnly(keyField(({ instance }) => instance.definitionKey)),
  isTruncated: filterOnly(booleanField((record) => describeValue(record.value, { isCut: true }).isTruncated)),
};

/** Those of the variables of a user task, which are filtered by name only. */
export const TASK_VARIABLE_FIELDS: SearchFields<VariableRecord> = {
  value: sortOnly(textField(variableText)),
  name: textField(({ name }) => name),
  tenantId: sortOnly(textField(({ instance }) => instance.tenantId)),
  variableKey: sortOnly(keyField(({ variableKey }) => variableKey)),
  scopeKey: sortOnly(keyField(({ scopeKey }) => scopeKey)),
  processInstanceKey: sortOnly(keyField(({ instance }) => instance.processInstanceKey)),
};

export const describeVariable = ({ variableKey, name, scopeKey, instance }: VariableRecord) => ({
  name,
  tenantId: instance.tenantId,
  variableKey,
  scopeKey,
  processInstanceKey: instance.processInstanceKey,
  rootProcessInstanceKey: instance.rootKey(),
});

/** Answers a search among some variables; long values are shortened unless the query says otherwise. */
export function searchVariables(
  fields: SearchFields<VariableRecord>,
  records: readonly VariableRecord[],
  { body, query }: { readonly body: unknown; readonly query: unknown },
): SearchAnswer {
  const isCut = readIsCut(query);
  const render = (record: VariableRecord): object => ({
    ...describeVariable(record),
    ...describeValue(record.value, { isCut }),
  });
  const keyOf = ({ scopeKey, name }: VariableRecord): string => `${scopeKey} ${name}`;
  return answerSearch({ fields, keyOf, hasTextKeys: true, render }, records, body);
}
