import {
  dateTimeField,
  enumField,
  exact,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
} from '../search/search-fields.ts';
import type { DecisionInstanceFound } from './decision-found.ts';

const STATES = ['EVALUATED', 'FAILED', 'UNSPECIFIED', 'UNKNOWN'] as const;

/** The fields of evaluated decisions that searches and deletions filter by, and searches sort by. */
export const DECISION_INSTANCE_FIELDS = {
  decisionDefinitionId: exact(textField(({ step }) => step.decisionId)),
  decisionDefinitionKey: keyField(({ step }) => step.decisionKey),
  decisionDefinitionName: exact(textField(({ step }) => step.decisionName)),
  decisionDefinitionType: exact(textField(({ step }) => step.decisionType)),
  decisionDefinitionVersion: exact(integerField(({ step }) => step.decisionVersion)),
  decisionEvaluationInstanceKey: keyField(({ key }) => key),
  decisionEvaluationKey: exact(keyField(({ evaluation }) => evaluation.evaluationKey)),
  elementInstanceKey: keyField(({ elementInstanceKey }) => elementInstanceKey),
  evaluationDate: dateTimeField(({ evaluation }) => evaluation.evaluatedAt),
  evaluationFailure: exact(textField(({ failure }) => failure)),
  processDefinitionKey: exact(keyField((found) => found.processInstance()?.definitionKey)),
  processInstanceKey: exact(keyField(({ processInstanceKey }) => processInstanceKey)),
  rootDecisionDefinitionKey: keyField(({ evaluation }) => evaluation.decisionKey),
  state: enumField(STATES, ({ failure }) => (failure === null ? 'EVALUATED' : 'FAILED')),
  tenantId: exact(textField(({ evaluation }) => evaluation.tenantId)),
  decisionRequirementsKey: filterOnly(keyField(({ evaluation }) => evaluation.decisionRequirementsKey)),
  businessId: filterOnly(textField((found) => found.processInstance()?.businessId)),
} satisfies SearchFields<DecisionInstanceFound>;
