import type { TemplateFacts } from '@jobwright/connector-sdk';
import type { ExpressionHints } from '../expression-hints.ts';
import { durationOrFeel, durationPattern } from '../retry-patterns.ts';
import { escapeHtml } from '../to-description.ts';
import { toSentence } from './input-constraints.ts';
import type { Camunda7Property } from './camunda7-template.ts';

const header = (name: string) => ({ type: 'camunda:property', name }) as const;
const feel = { pattern: { value: '^$|^=', message: 'Must be FEEL and begin with =' } };

export interface CommonOptions {
  /** Of the template. */
  readonly id: string;
  readonly facts: TemplateFacts;
  readonly inputs: readonly string[];
  readonly hints: ExpressionHints;
}

/** What every template has beside its inputs: extension properties of the task, which are its headers. */
export function buildCommonProperties({
  id,
  facts,
  inputs,
  hints,
}: CommonOptions): readonly Camunda7Property[] {
  const { version, resultExpression } = facts;
  return [
    { type: 'Hidden', value: String(version), binding: header('elementTemplateVersion') },
    { type: 'Hidden', value: id, binding: header('elementTemplateId') },
    {
      label: 'Result variable',
      description: 'Name of the variable that takes the whole response',
      group: 'output',
      type: 'String',
      ...(inputs.length === 0 ? {} : { constraints: { pattern: notAnInput(inputs) } }),
      binding: header('resultVariable'),
    },
    {
      label: 'Result expression',
      description: `FEEL that maps the response to process variables, e.g. =${escapeHtml(hints.result)}`,
      group: 'output',
      type: 'String',
      ...(resultExpression === undefined ? {} : { value: resultExpression }),
      constraints: feel,
      binding: header('resultExpression'),
    },
    {
      label: 'Error expression',
      description: `FEEL that turns errors into BPMN errors, e.g. =${escapeHtml(hints.error)}`,
      group: 'error',
      type: 'String',
      constraints: feel,
      binding: header('errorExpression'),
    },
    {
      label: 'Retries',
      description: 'How often the job is tried',
      group: 'retries',
      type: 'String',
      value: '3',
      constraints: { pattern: { value: String.raw`^\d*$`, message: 'Must be a whole number' } },
      binding: header('retries'),
    },
    {
      label: 'Retry backoff',
      description:
        'Time between attempts: an ISO 8601 duration, or FEEL that begins with =, sees job.retries and error, and gives one',
      group: 'retries',
      type: 'String',
      value: 'PT30S',
      constraints: { pattern: { ...durationOrFeel, message: toSentence(durationOrFeel.message) } },
      binding: header('retryBackoff'),
    },
    {
      label: 'Job timeout',
      description: 'Time limit of one attempt, as ISO 8601 duration, e.g. PT5M',
      group: 'retries',
      type: 'String',
      constraints: { pattern: { ...durationPattern, message: toSentence(durationPattern.message) } },
      binding: header('jobTimeout'),
    },
  ];
}

/** The engine would set a variable that has the name of an input in the task, and it would end with it. */
const notAnInput = (inputs: readonly string[]) => ({
  value: `^(?!(?:${inputs.map((name) => name.replaceAll('.', String.raw`\.`)).join('|')})$)`,
  message: 'Must not be the name of an input',
});
