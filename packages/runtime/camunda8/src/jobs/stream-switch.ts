import { createLruCache } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';
import type { GatewayJob } from '../gateway/gateway-job.ts';

/**
 * `auto`: jobs are pushed unless they have priorities, which pushing ignores. `on`: they are pushed. `off`:
 * they are polled.
 */
export type StreamMode = 'auto' | 'on' | 'off';

/** Whether the jobs of one type may be pushed. */
export interface StreamSwitch {
  readonly isOn: boolean;
  /** To be called with each job, which may say that jobs of its type have priorities. */
  see(job: GatewayJob): void;
  /** Calls back when the switch goes off. */
  onOff(listener: () => void): void;
}

export interface StreamSwitchOptions {
  readonly jobType: string;
  readonly mode: StreamMode;
  /** Tells whether the model of a job gives priorities; rejects when it cannot be read. */
  readonly hasPriorities: (job: GatewayJob) => Promise<boolean>;
  readonly logger: Logger;
}

/** Definitions that were looked at. One that was forgotten is looked at again. */
const MAX_SEEN = 1_000;
/** A model that could not be read is not asked for again for that long. */
const UNREAD_MS = 60_000;

const fixedSwitch = (isOn: boolean): StreamSwitch => ({
  isOn,
  see: () => undefined,
  onOff: () => undefined,
});

/**
 * Once off, it stays off: jobs with priorities may be waiting long after the model that made them has been
 * replaced.
 */
export function createStreamSwitch({
  jobType,
  mode,
  hasPriorities,
  logger,
}: StreamSwitchOptions): StreamSwitch {
  if (mode !== 'auto') return fixedSwitch(mode === 'on');
  const seen = createLruCache<true>({ maxEntries: MAX_SEEN });
  const listeners: (() => void)[] = [];
  let isOn = true;

  const turnOff = (): void => {
    if (!isOn) return;
    isOn = false;
    logger.info(
      { jobType },
      'Jobs of this type have priorities: they are polled, since pushing ignores priorities',
    );
    for (const listener of listeners) listener();
  };
  const look = async (job: GatewayJob): Promise<void> => {
    seen.set(job.processDefinitionKey, true);
    try {
      if (await hasPriorities(job)) turnOff();
    } catch {
      seen.set(job.processDefinitionKey, true, { ttlMs: UNREAD_MS });
    }
  };

  return {
    get isOn() {
      return isOn;
    },
    see(job) {
      if (!isOn) return;
      if (job.priority !== undefined && job.priority !== 0) turnOff();
      else if (seen.peek(job.processDefinitionKey) === undefined) void look(job);
    },
    onOff: (listener) => void listeners.push(listener),
  };
}
