import type { JsonObject } from '@jobwright/json';
import { parseDateTime } from '../../model/iso-time.ts';
import { USER_TASK_STATES, type UserTaskFound } from '../../core/records/user-task-record.ts';
import {
  dateTimeField,
  enumField,
  exact,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import type { SearchResource } from './search/search-resource.ts';

const timeOf = (text: string): number | undefined => (text === '' ? undefined : parseDateTime(text));
const dateOf = (text: string): string | null => dateText(timeOf(text) ?? null);

const readOwn = (variables: JsonObject | undefined, name: string) => {
  const value = variables && Object.hasOwn(variables, name) ? variables[name] : undefined;
  return value === undefined ? [] : [value];
};

const fields = {
  creationDate: dateTimeField(({ createdAt }) => createdAt),
  completionDate: dateTimeField(({ completedAt }) => completedAt),
  followUpDate: dateTimeField(({ followUpDate }) => timeOf(followUpDate)),
  dueDate: dateTimeField(({ dueDate }) => timeOf(dueDate)),
  priority: integerField(({ priority }) => priority),
  name: textField((task) => task.name()),
  state: filterOnly(enumField(USER_TASK_STATES, ({ state }) => state)),
  assignee: filterOnly(textField(({ assignee }) => assignee || null)),
  elementId: exact(filterOnly(keyField(({ elementId }) => elementId))),
  candidateGroup: filterOnly(textField(({ candidateGroups }) => candidateGroups)),
  candidateUser: filterOnly(textField(({ candidateUsers }) => candidateUsers)),
  tenantId: filterOnly(textField(({ definition }) => definition?.tenantId)),
  processDefinitionId: filterOnly(textField(({ definition }) => definition?.bpmnProcessId)),
  processInstanceVariables: {
    type: 'variables',
    usedFor: 'filter',
    read: (task, name) => task.processInstance()?.variableValues(name) ?? [],
  },
  localVariables: {
    type: 'variables',
    usedFor: 'filter',
    read: (task, name) => readOwn(task.localVariables(), name),
  },
  userTaskKey: exact(filterOnly(keyField(({ key }) => key))),
  processDefinitionKey: filterOnly(keyField(({ definitionKey }) => definitionKey)),
  processInstanceKey: filterOnly(keyField(({ processInstanceKey }) => processInstanceKey)),
  elementInstanceKey: exact(filterOnly(keyField(({ elementInstanceKey }) => elementInstanceKey))),
  businessId: filterOnly(textField(({ businessId }) => businessId)),
  tags: { type: 'tags', usedFor: 'filter', read: (task) => task.processInstance()?.tags ?? [] },
} satisfies SearchFields<UserTaskFound>;

/** User tasks, waiting and ended. */
export const userTaskResource: SearchResource<UserTaskFound> = {
  fields,
  keyOf: ({ key }) => key,
  render: (task) => ({
    name: task.name(),
    state: task.state,
    assignee: task.assignee || null,
    elementId: task.elementId,
    candidateGroups: task.candidateGroups,
    candidateUsers: task.candidateUsers,
    processDefinitionId: task.definition?.bpmnProcessId ?? '',
    creationDate: dateText(task.createdAt),
    completionDate: dateText(task.completedAt),
    followUpDate: dateOf(task.followUpDate),
    dueDate: dateOf(task.dueDate),
    tenantId: task.definition?.tenantId ?? '',
    externalFormReference: task.externalFormReference ?? null,
    processDefinitionVersion: task.definition?.version ?? 0,
    customHeaders: task.customHeaders,
    priority: task.priority,
    userTaskKey: task.key,
    elementInstanceKey: task.elementInstanceKey,
    processName: task.definition?.graph.name ?? null,
    processDefinitionKey: task.definitionKey,
    processInstanceKey: task.processInstanceKey,
    rootProcessInstanceKey: task.processInstance()?.rootKey() ?? null,
    businessId: task.businessId ?? null,
    formKey: task.formKey || null,
    tags: task.processInstance()?.tags ?? [],
  }),
  hasAlternatives: true,
};
