import type { Remote } from './start-remote.ts';

/** A job that is made to take all time or memory there is. */
export interface WorstInput {
  readonly name: string;
  readonly jobType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the connector gets; the remote answers as badly as it can. */
  readonly toVariables: (remote: Pick<Remote, 'url' | 'mailPort'>) => Readonly<Record<string, unknown>>;
}
