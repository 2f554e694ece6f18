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
import type { InstanceRecord } from './instance-record.ts';

const STATES = ['ACTIVE', 'COMPLETED', 'TERMINATED'] as const;

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
  elementId: filterOnly(textField((record) => record.passages().map(({ elementId }) => elementId))),
  errorMessage: filterOnly(textField((record) => record.incidents().map(({ message }) => message))),
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
