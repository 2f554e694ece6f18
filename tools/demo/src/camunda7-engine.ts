import { camunda7 } from '@jobwright/camunda7';
import {
  createEngineCaller,
  deployFiles,
  readInstanceValues,
  runInstance,
  startOperaton,
  typeVariables,
} from '@jobwright/servers/operaton';
import type { DemoEngine } from './demo-engine.ts';
import { readOnboardingProcess } from './onboarding-process.ts';

/** The engine of Camunda 7 or Operaton at `url`, or else Operaton, which is built the first time. */
export async function connectCamunda7(options: {
  readonly url?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (line: string) => void;
}): Promise<DemoEngine> {
  const { url, environment, onProgress } = options;
  if (url !== undefined) return connect(url, () => Promise.resolve());
  onProgress('Starting Operaton ...');
  const engine = await startOperaton({ environment, log: onProgress });
  return connect(engine.url, () => engine.stop());
}

function connect(url: string, closeEngine: () => Promise<void>): DemoEngine {
  const call = createEngineCaller(url);
  return {
    cluster: camunda7({ url }),
    async deployProcess() {
      const content = await readOnboardingProcess('camunda7');
      await deployFiles(call, [{ name: 'customer-onboarding.bpmn', content }]);
    },
    async runInstance(variables) {
      const instanceId = await runInstance(call, {
        processId: 'customer-onboarding',
        businessKey: variables.customerId,
        variables: typeVariables({ ...variables }),
      });
      return readInstanceValues(call, instanceId);
    },
    close: closeEngine,
  };
}
