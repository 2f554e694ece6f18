import {
  type BrokerOptions,
  launchBroker,
  type LaunchedBroker,
  stopLaunchedBroker,
} from './launch-broker.ts';
import { stopWithParent } from '@jobwright/local-server';

export interface RunningBroker extends Omit<LaunchedBroker, 'runDirectory'> {
  /** Ends the broker and deletes its data, unless a `dataDirectory` was given. */
  stop(): Promise<void>;
}

/**
 * Starts a Camunda 8 broker on 127.0.0.1 and waits until it is ready (90 s at most). It does not outlive this process.
 * @throws Error without Java or Maven, or, with the end of its log, when it does not get ready
 */
export async function startBroker(options: BrokerOptions = {}): Promise<RunningBroker> {
  let release: (() => void) | undefined;
  let stopping: Promise<void> | undefined;
  const onSpawn = (launched: LaunchedBroker) => {
    const stop = () => (stopping ??= stopLaunchedBroker(launched));
    release = stopWithParent({ pid: launched.pid, directory: launched.runDirectory, stop });
  };
  try {
    const { runDirectory, ...broker } = await launchBroker({ ...options, onSpawn });
    return {
      ...broker,
      async stop() {
        await (stopping ??= stopLaunchedBroker({ pid: broker.pid, runDirectory }));
        release?.();
      },
    };
  } catch (error) {
    release?.();
    throw error;
  }
}
