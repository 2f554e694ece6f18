import type { ActivateJobsCommand, EngineCore } from '../../core/commands.ts';
import { activateForClient, type JobsCore } from './activate-for-client.ts';
import type { JobMessage } from './job-messages.ts';

export interface JobPoll {
  readonly command: ActivateJobsCommand;
  /** Called once, with at least one job. */
  readonly deliver: (jobs: readonly JobMessage[]) => void;
}

/** The polls that found no job and wait for one; of each type the oldest is served first. */
export interface JobPolls {
  /** Returns a function that cancels the poll. */
  wait(poll: JobPoll): () => void;
}

interface Waiting {
  readonly polls: Set<JobPoll>;
  readonly unsubscribe: () => void;
}

export function createJobPolls(core: JobsCore & Pick<EngineCore, 'onJobAvailable'>): JobPolls {
  const waitingByType = new Map<string, Waiting>();

  const leave = (poll: JobPoll): void => {
    const waiting = waitingByType.get(poll.command.type);
    if (!waiting?.polls.delete(poll) || waiting.polls.size > 0) return;
    waiting.unsubscribe();
    waitingByType.delete(poll.command.type);
  };
  const serve = (polls: ReadonlySet<JobPoll>): void => {
    for (const poll of [...polls]) {
      const jobs = activateForClient(core, poll.command);
      // Later polls may ask for other tenants.
      if (!jobs.ok || jobs.value.length === 0) continue;
      leave(poll);
      poll.deliver(jobs.value);
    }
  };
  const waitFor = (type: string): Waiting => {
    const polls = new Set<JobPoll>();
    return { polls, unsubscribe: core.onJobAvailable(type, () => serve(polls), 'poll') };
  };
  return {
    wait(poll) {
      const { type } = poll.command;
      const waiting = waitingByType.get(type) ?? waitFor(type);
      waitingByType.set(type, waiting);
      waiting.polls.add(poll);
      return () => leave(poll);
    },
  };
}
