import type { SupportArea } from '../support-row.ts';

const calledDecision = (title: string) => ({ file: 'src/core/elements/called-decision.test.ts', title });
const deployed = (title: string) => ({ file: 'src/core/decisions/decisions.test.ts', title });

export const decisionRows: SupportArea = {
  area: 'decisions',
  rows: [
    {
      what: 'business rule task with a decision: bindings, result variable',
      covers: ['zeebe:CalledDecision'],
      test: calledDecision('puts the result into a variable'),
    },
    {
      what: 'incidents of decisions, and trying again',
      covers: [],
      test: calledDecision(
        'stops with an incident if the evaluation fails, and tries again when it is resolved',
      ),
    },
    {
      what: 'history of decisions: inputs, matched rules, outputs',
      covers: [],
      test: calledDecision('has the inputs, rules and outputs of all that was evaluated'),
    },
    {
      what: 'DMN files beside processes, versions, version tags',
      covers: [],
      test: deployed('makes versions of the file and of its decisions'),
    },
    {
      what: 'decision tables with all hit policies, requirements graphs, boxed expressions: see @jobwright/dmn',
      covers: [],
      test: deployed('is found by its id in its latest version, or by its key'),
    },
    {
      what: 'DMN with imports, or with functions in Java or PMML',
      covers: [],
      refused: true,
      test: deployed('refuses files with %s by name'),
    },
  ],
};
