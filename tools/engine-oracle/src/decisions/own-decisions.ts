import { createEngineCore, createTestClock } from '@jobwright/engine';
import type { DecisionAnswer, DecisionCase, Variables } from './decision-case.ts';
import { camundaDecisions, renderDecisions } from './render-decisions.ts';

const tenantId = '<default>';

/** What our engine gives for each of the values. @throws Error when it refuses the file */
export async function evaluateOwn(id: string, chosen: DecisionCase): Promise<readonly DecisionAnswer[]> {
  const core = createEngineCore({ clock: createTestClock() });
  try {
    const content = renderDecisions(id, chosen, camundaDecisions);
    const deployed = await core.deploy({ resources: [{ name: `${id}.dmn`, content }], tenantId });
    if (!deployed.ok) throw new Error(deployed.rejection.reason);
    return chosen.contexts.map((variables: Variables): DecisionAnswer => {
      const evaluated = core.evaluateDecision({ decisionId: id, variables, tenantId });
      if (!evaluated.ok || evaluated.value.failure) return { failed: true };
      const { output, evaluatedDecisions } = evaluated.value;
      const rules = evaluatedDecisions.flatMap(({ matchedRules }) =>
        matchedRules.map(({ ruleId }) => ruleId),
      );
      return { failed: false, result: output, rules: rules.sort() };
    });
  } finally {
    core.close();
  }
}
