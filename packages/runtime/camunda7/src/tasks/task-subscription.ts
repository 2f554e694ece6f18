import type { ConnectorRuntime, JobChannel } from '@jobwright/runtime';
import type { ConnectionState } from '@jobwright/runtime/cluster';
import type { AbandonedPolls } from './abandoned-polls.ts';
import type { ExternalTaskCalls } from './external-task-calls.ts';
import type { TaskFilters } from './task-filters.ts';
import type { TaskBook } from './task-book.ts';
import type { TopicTable } from './topic-table.ts';
import type { VariableCodec } from './variable-codec.ts';

/** Everything that is needed to get the tasks of all connectors and to run them. */
export interface TaskSubscription {
  readonly tasks: ExternalTaskCalls;
  readonly runtime: ConnectorRuntime;
  readonly channel: JobChannel;
  readonly codec: VariableCodec;
  readonly book: TaskBook;
  readonly connection: ConnectionState;
  readonly topics: TopicTable;
  readonly filters: TaskFilters;
  /** Names the worker of one poll: each has its own. */
  readonly nextWorkerId: () => string;
  /** How long a task is ours at first, in milliseconds; the runtime extends it while the job runs. */
  readonly lockMs: number;
  /** How long the engine keeps a poll open while there are no tasks, in milliseconds. */
  readonly pollMs: number;
  readonly defaultRetries: number;
  readonly abandoned: AbandonedPolls;
  /** No poll begins any more. */
  readonly signal: AbortSignal;
  /** Gives open polls up. */
  readonly pollSignal: AbortSignal;
  /** Jobs that a poll brought after the end of the subscription, which are being handed back. */
  readonly lateJobs: Promise<void>[];
}
