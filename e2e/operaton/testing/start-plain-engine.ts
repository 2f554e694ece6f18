import { type RunningEngine, startCamunda7, startOperaton } from '@jobwright/servers/operaton';
import type { EngineName } from './provide-engine.ts';

/** An engine as the plain Spring Boot starter makes it, without variables of type `Json`. */
export const startPlainEngine = (name: EngineName): Promise<RunningEngine> =>
  (name === 'camunda7' ? startCamunda7 : startOperaton)({
    environment: process.env,
    log: (line) => console.error(line),
    json: false,
    heapMegabytes: 384,
  });
