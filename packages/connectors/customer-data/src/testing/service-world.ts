import { isJsonObject, type JsonObject, stringifyJson } from '@jobwright/connector-sdk';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { expect } from 'vitest';
import { customerData } from '../connector.ts';
import { type JsonServer, startJsonServer } from '@jobwright/test-servers';

export const TOKEN = 't0ken-of-the-service';

export interface ServiceWorld {
  readonly server: JsonServer;
  /**
   * What the operation answers; a failure as `{ code, message, variables }`. The token is in no answer and no
   * log.
   */
  run(operation: string, input: JsonObject, jobKey?: string): Promise<JsonObject>;
  close(): Promise<void>;
}

/** The connector as a runtime runs it, and a service for it. */
export async function openServiceWorld(createTarget: (url: string) => JsonObject): Promise<ServiceWorld> {
  const server = await startJsonServer();
  const harness = createConnectorHarness(customerData, { secrets: { TOKEN } });
  return {
    server,
    async run(operation, input, jobKey) {
      const { outcome, logLines } = await harness.run(
        { ...createTarget(server.url), ...input },
        { headers: { operation, resultVariable: 'result' }, ...(jobKey === undefined ? {} : { jobKey }) },
      );
      expect(stringifyJson(outcome) + logLines.join('')).not.toContain(TOKEN);
      const answer = outcome.kind === 'complete' ? outcome.variables['result'] : outcome.variables['error'];
      if (!isJsonObject(answer)) throw new Error(stringifyJson(outcome));
      return answer;
    },
    async close() {
      await harness.close();
      await server.close();
    },
  };
}
