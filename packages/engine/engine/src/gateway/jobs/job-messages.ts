import { stringifyJson } from '@jobwright/json';
import type { ActivatedJob } from '../../core/commands.ts';
import type { UserTaskProperties } from '../../core/user-task-types.ts';

/** The largest message that clients accept by default. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Field tags, lengths and numbers of one job, generously. */
const OVERHEAD_BYTES = 256;

export type JobMessage = Omit<
  ActivatedJob,
  'customHeaders' | 'variables' | 'listenerEventType' | 'userTask'
> & {
  readonly customHeaders: string;
  readonly variables: string;
  readonly listenerEventType: string;
  readonly userTask?: Partial<UserTaskProperties>;
};

/** What is empty is absent, and so is the key of a form that no deployment made. */
function toUserTaskMessage({ formKey, ...task }: UserTaskProperties): Partial<UserTaskProperties> {
  const given = Object.fromEntries(Object.entries(task).filter(([, value]) => value !== ''));
  return /^\d+$/.test(formKey) ? { ...given, formKey } : given;
}

export function toJobMessage({ userTask, ...job }: ActivatedJob): JobMessage {
  return {
    ...job,
    ...(userTask && { userTask: toUserTaskMessage(userTask) }),
    customHeaders: stringifyJson(job.customHeaders),
    variables: stringifyJson(job.variables),
    listenerEventType: job.listenerEventType ?? 'UNSPECIFIED',
  };
}

/** An upper bound of the job's size on the wire. */
function sizeOf(message: JobMessage): number {
  const names = message.type.length + message.bpmnProcessId.length + message.elementId.length;
  const labels = 3 * ((message.tags?.join(' ').length ?? 0) + (message.businessId?.length ?? 0));
  return (
    Buffer.byteLength(message.variables) +
    Buffer.byteLength(message.customHeaders) +
    3 * (names + message.worker.length) +
    labels +
    OVERHEAD_BYTES
  );
}

export const fitsInMessage = (message: JobMessage): boolean => sizeOf(message) <= MAX_MESSAGE_BYTES;

/** Splits jobs into several responses when one would be too large for a client. */
export function splitJobs(messages: readonly JobMessage[]): JobMessage[][] {
  const parts: JobMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    const part = parts.at(-1);
    if (part && size <= room) part.push(message);
    else parts.push([message]);
    room = (part && size <= room ? room : MAX_MESSAGE_BYTES) - size;
  }
  return parts;
}
