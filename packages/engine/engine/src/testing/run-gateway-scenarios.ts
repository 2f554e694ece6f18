import { randomBytes } from 'node:crypto';
import { gatewayScenarios } from './gateway-scenarios.ts';
import { normalizeAnswers } from './normalize-answers.ts';
import { connectRawGateway } from './raw-gateway.ts';

/** What the gateway at `address` answers in each scenario, comparable between engines. */
export async function runGatewayScenarios(address: string): Promise<Record<string, unknown>> {
  const gateway = connectRawGateway(address);
  try {
    const answers: Record<string, unknown> = {};
    for (const { name, run } of gatewayScenarios) {
      const id = `run-${randomBytes(6).toString('hex')}`;
      const answer = await run(gateway, id).catch((error: unknown) => ({ failed: String(error) }));
      answers[name] = normalizeAnswers(answer, id);
    }
    return answers;
  } finally {
    gateway.close();
  }
}
