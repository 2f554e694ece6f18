import type { ElementPassage } from '../history-records.ts';
import { nestedFields } from '../search/nested-fields.ts';
import {
  booleanField,
  dateTimeField,
  enumField,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
} from '../search/search-fields.ts';
import { hashText } from './hash-text.ts';
import type { InstanceRecord } from './instance-types.ts';

const STATES = ['ACTIVE', 'COMPLETED', 'TERMINATED'] as const;

interface ElementOfInstance {
  readonly record: InstanceRecord;
  readonly passage: ElementPassage;
}

const listElements = (record: InstanceRecord): readonly ElementOfInstance[] =>
  record.passages().flatMap((passage) => (passage.scopeKey === null ? [] : [{ record, passage }]));

/** The fields of process instances that searches and batch operations filter by, and searches sort by. */
export const INSTANCE_FIELDS = {
  processInstanceKey: keyField(({ processInstanceKey }) => processInstanceKey),
  processDefinitionId: textField(({ bpmnProcessId }) => bpmnProcessId),
  processDefinitionName: textField(({ definition }) => definition?.graph.name),
  processDefinitionVersion: integerField(({ definition }) => definition?.version),
  processDefinitionVersionTag: textField(({ definition }) => definition?.graph.versionTag),
  processDefinitionKey: keyField(({ definitionKey }) => definitionKey),
  parentProcessInstanceKey: keyField((record) => record.parentProcessInstanceKey),
  parentElementInstanceKey: keyField((record) => record.parentElementInstanceKey),
  startDate: dateTimeField(({ startedAt }) => startedAt),
  endDate: dateTimeField(({ endedAt }) => endedAt),
  state: enumField(STATES, ({ state }) => state),
  hasIncident: booleanField((record) => record.incidents().length > 0),
  tenantId: textField(({ tenantId }) => tenantId),
  businessId: textField(({ businessId }) => businessId),
  ...nestedFields(listElements, {
    elementId: textField(({ passage }) => passage.elementId),
    elementInstanceState: enumField(STATES, ({ passage }) => passage.state),
    hasElementInstanceIncident: booleanField(({ record, passage }) => record.hasIncidentIn(passage)),
  }),
  errorMessage: filterOnly(textField((record) => record.incidents().map(({ message }) => message))),
  incidentErrorHashCode: filterOnly(
    integerField((record) => record.incidents().map(({ message }) => hashText(message))),
  ),
  hasRetriesLeft: filterOnly(booleanField((record) => record.hasRetriesLeft())),
  batchOperationId: filterOnly(textField((record) => record.batchKeys())),
  batchOperationKey: filterOnly(textField((record) => record.batchKeys())),
  tags: {
    type: 'tags',
    usedFor: 'filter',
    read: ({ tags }) => tags,
  },
  variables: {
    type: 'variables',
    usedFor: 'filter',
    read: (record, name) => record.variableValues(name),
  },
} satisfies SearchFields<InstanceRecord>;
