import type { ActivateJobsCommand, EngineCore, Key } from '../../core/commands.ts';
import { activateForClient } from '../jobs/activate-for-client.ts';
import type { JobMessage } from '../jobs/job-messages.ts';
import { acceptedOrThrow } from './status-error.ts';

/**
 * Limit of jobs that became available while every stream of their type was full; beyond it only polls return
 * them.
 */
const MAX_PASSED_OVER_JOBS = 10_000;

export interface JobStream {
  readonly command: Omit<ActivateJobsCommand, 'maxJobs' | 'jobKeys'>;
  /** False while the client does not read as fast as jobs come. */
  readonly canTake: () => boolean;
  readonly push: (job: JobMessage) => void;
}

/** The open job streams, served round robin. Jobs from before a stream was opened stay for the polls. */
export interface JobStreams {
  /** `resume` reports that the stream can accept jobs again. */
  open(stream: JobStream): { readonly resume: () => void; readonly close: () => void };
}

interface TypeStreams {
  readonly streams: Set<JobStream>;
  readonly passedOver: Key[];
  readonly unsubscribe: () => void;
}

export function createJobStreams(core: EngineCore): JobStreams {
  const streamsByType = new Map<string, TypeStreams>();

  const push = ({ streams, passedOver }: Omit<TypeStreams, 'unsubscribe'>, jobKeys: readonly Key[]): void => {
    const keys = [...passedOver.splice(0), ...jobKeys];
    for (const [index, key] of keys.entries()) {
      const withRoom = [...streams].filter((stream) => stream.canTake());
      if (withRoom.length === 0) {
        passedOver.push(...keys.slice(index).slice(-MAX_PASSED_OVER_JOBS));
        return;
      }
      // The first stream with the job's tenant gets it and moves to the end of the queue.
      for (const stream of withRoom) {
        const [job] = acceptedOrThrow(
          activateForClient(core, { ...stream.command, maxJobs: 1, jobKeys: [key] }),
        );
        if (job === undefined) continue;
        streams.delete(stream);
        streams.add(stream);
        stream.push(job);
        break;
      }
    }
  };
  const openType = (type: string): TypeStreams => {
    const state = { streams: new Set<JobStream>(), passedOver: [] };
    return { ...state, unsubscribe: core.onJobAvailable(type, (jobKeys) => push(state, jobKeys), 'stream') };
  };
  return {
    open(stream) {
      const { type } = stream.command;
      const ofType = streamsByType.get(type) ?? openType(type);
      streamsByType.set(type, ofType);
      ofType.streams.add(stream);
      return {
        resume: () => push(ofType, []),
        close: () => {
          if (!ofType.streams.delete(stream) || ofType.streams.size > 0) return;
          ofType.unsubscribe();
          streamsByType.delete(type);
        },
      };
    },
  };
}
