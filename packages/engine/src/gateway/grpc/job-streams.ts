import type { ActivateJobsCommand, EngineCore, Key } from '../../core/commands.ts';
import { activateForClient } from './activate-for-client.ts';
import type { JobMessage } from './job-messages.ts';

/** Jobs that came while every stream of their type was full; beyond it only polls hand them out. */
const MAX_PASSED_OVER_JOBS = 10_000;

export interface JobStream {
  readonly command: Omit<ActivateJobsCommand, 'maxJobs' | 'jobKeys'>;
  /** False while the client does not read as fast as jobs come. */
  readonly canTake: () => boolean;
  readonly push: (job: JobMessage) => void;
}

/** The open job streams. A job goes to one of them, in turn; jobs from before a stream was opened stay for the polls. */
export interface JobStreams {
  /** `resume` tells that the stream can take jobs again. */
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
      const stream = nextWithRoom(streams);
      if (!stream) {
        passedOver.push(...keys.slice(index).slice(-MAX_PASSED_OVER_JOBS));
        return;
      }
      for (const job of activateForClient(core, { ...stream.command, maxJobs: 1, jobKeys: [key] }))
        stream.push(job);
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

/** The first that has room; it goes to the end of the line. */
function nextWithRoom(streams: Set<JobStream>): JobStream | undefined {
  for (const stream of streams) {
    if (!stream.canTake()) continue;
    streams.delete(stream);
    streams.add(stream);
    return stream;
  }
  return undefined;
}
