import type { TemplateFacts } from '@jobwright/connector-sdk';
import type { TemplateProperty } from './element-template.ts';
import type { ExpressionHints } from './expression-hints.ts';
import { durationOrFeel, durationPattern, wholeNumberOrFeel } from './retry-patterns.ts';
import { escapeHtml } from './to-description.ts';

/** The last groups of every template, in the order of the official ones. */
export const COMMON_GROUPS = [
  { id: 'connector', label: 'Connector' },
  { id: 'output', label: 'Output mapping' },
  { id: 'error', label: 'Error handling' },
  { id: 'retries', label: 'Retries' },
] as const;

const header = (key: string) => ({ type: 'zeebe:taskHeader', key }) as const;

/** The task headers and retries that every connector has, with the official ids. */
export function buildCommonProperties(
  { id, version, resultExpression }: TemplateFacts,
  hints: ExpressionHints,
): TemplateProperty[] {
  return [
    {
      id: 'version',
      group: 'connector',
      type: 'Hidden',
      value: String(version),
      binding: header('elementTemplateVersion'),
    },
    { id: 'id', group: 'connector', type: 'Hidden', value: id, binding: header('elementTemplateId') },
    {
      id: 'resultVariable',
      label: 'Result variable',
      description: 'Name of the variable that takes the whole response',
      group: 'output',
      type: 'String',
      optional: true,
      binding: header('resultVariable'),
    },
    {
      id: 'resultExpression',
      label: 'Result expression',
      description: `Maps the response to process variables, e.g. ${escapeHtml(hints.result)}`,
      group: 'output',
      type: 'Text',
      feel: 'required',
      ...(resultExpression === undefined ? {} : { value: resultExpression }),
      optional: true,
      binding: header('resultExpression'),
    },
    {
      id: 'errorExpression',
      label: 'Error expression',
      description: `Turns errors into BPMN errors, e.g. ${escapeHtml(hints.error)}`,
      group: 'error',
      type: 'Text',
      feel: 'required',
      optional: true,
      binding: header('errorExpression'),
    },
    {
      id: 'retryCount',
      label: 'Retries',
      description: 'How often the job is tried',
      group: 'retries',
      type: 'String',
      value: '3',
      feel: 'optional',
      constraints: { notEmpty: true, pattern: wholeNumberOrFeel },
      binding: { type: 'zeebe:taskDefinition', property: 'retries' },
    },
    {
      id: 'retryBackoff',
      label: 'Retry backoff',
      description:
        'Time between attempts: an ISO 8601 duration, or FEEL that sees job.retries and error, and gives one',
      group: 'retries',
      type: 'String',
      value: 'PT30S',
      feel: 'optional',
      optional: true,
      constraints: { notEmpty: false, pattern: durationOrFeel },
      binding: header('retryBackoff'),
    },
    {
      id: 'jobTimeout',
      label: 'Job timeout',
      description: 'Time limit of one attempt, as ISO 8601 duration, e.g. PT5M',
      group: 'retries',
      type: 'String',
      optional: true,
      constraints: { notEmpty: false, pattern: durationPattern },
      binding: header('jobTimeout'),
    },
  ];
}
