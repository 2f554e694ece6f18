import {
  definitions,
  element,
  end,
  extensions,
  flows,
  process,
  start,
  task,
} from '../../core/testing/bpmn.ts';
import { gateway, userTask } from './model-parts.ts';
import type { PublicModel } from './public-model.ts';

const rule = (id: string, input: string, output: string): string =>
  `<rule id="${id}"><inputEntry id="${id}i"><text>${input}</text></inputEntry><outputEntry id="${id}o"><text>${output}</text></outputEntry></rule>`;

/** A table of one input and one output. */
const table = (
  id: string,
  { input, output }: { input: string; output: string },
  ...rules: readonly string[]
): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}_d" name="${id}" namespace="http://camunda.org/schema/1.0/dmn"><decision id="${id}" name="${id}"><decisionTable id="${id}_t" hitPolicy="FIRST"><input id="${id}_i"><inputExpression id="${id}_e"><text>${input}</text></inputExpression></input><output id="${id}_o" name="${output}" />${rules.join('')}</decisionTable></decision></definitions>`;

const decide = (id: string, decisionId: string, resultVariable: string): string =>
  element('businessRuleTask', id, {
    body: extensions(
      `<zeebe:calledDecision decisionId="${decisionId}" resultVariable="${resultVariable}" />`,
    ),
  });

const applicability = table(
  'applicability',
  { input: 'creditScore', output: 'manual' },
  rule('low', '&lt; 50', 'true'),
  rule('rest', '', 'false'),
);
const onboarding = definitions(
  process(
    'onboarding',
    start(),
    decide('decide', 'applicability', 'isManual'),
    gateway('exclusive', 'automatic'),
    task('handle', { type: 'process-order' }),
    userTask('look'),
    end('byMachine'),
    end('byHand'),
    flows(
      'start > decide > automatic',
      'automatic > handle : = isManual = false',
      'automatic > look : = isManual',
      'handle > byMachine',
      'look > byHand',
    ),
  ),
);

/** Decisions in DMN. */
export const decisionModels: readonly PublicModel[] = [
  {
    after: 'camunda-8-examples: customer onboarding, by a machine',
    files: [applicability, onboarding],
    start: { process: 'onboarding', variables: { creditScore: 80 } },
    completes: ['decide', 'handle', 'byMachine'],
    avoids: ['look'],
    variables: { isManual: false },
  },
  {
    after: 'camunda-8-examples: customer onboarding, by hand',
    files: [applicability, onboarding],
    start: { process: 'onboarding', variables: { creditScore: 20 } },
    completes: ['decide', 'look', 'byHand'],
    avoids: ['handle'],
  },
];
