import { DEFAULT_TIMEOUT_SECONDS, secondsInput, toMs } from '@jobwright/http-client';

const NONE = '0 is no limit but the deadline of the job.';

/** The two timeouts of the official templates, with their input names. */
export const timeoutInputs = {
  connectionTimeoutInSeconds: secondsInput.optional().meta({
    title: 'Connection timeout in seconds',
    description: NONE,
    documentation: 'Number or digits.',
    group: 'advanced',
    value: DEFAULT_TIMEOUT_SECONDS,
  }),
  readTimeoutInSeconds: secondsInput.optional().meta({
    title: 'Read timeout in seconds',
    description: `Until the response begins, and between two parts of it. ${NONE}`,
    documentation: 'When it is left out: as the connection timeout.',
    group: 'advanced',
    value: DEFAULT_TIMEOUT_SECONDS,
  }),
};

interface TimeoutInputs {
  readonly connectionTimeoutInSeconds?: number | undefined;
  readonly readTimeoutInSeconds?: number | undefined;
}

/** Timeouts of a call in milliseconds; 0 is no limit. */
export interface Timeouts {
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
}

/**
 * The timeouts in milliseconds. The read timeout defaults to the connection timeout, which defaults to 20
 * seconds.
 */
export function chooseTimeouts(inputs: TimeoutInputs): Timeouts {
  const {
    connectionTimeoutInSeconds: connect = DEFAULT_TIMEOUT_SECONDS,
    readTimeoutInSeconds: read = connect,
  } = inputs;
  return { connectTimeoutMs: toMs(connect), readTimeoutMs: toMs(read) };
}
