import type { JsonObject } from '@jobwright/json';
import type { JobResult } from '../../core/job-result.ts';

/** What a worker or a person answers; without anything it completes without variables. */
export interface Answer {
  readonly variables?: JsonObject;
  /** What the worker of an ad-hoc sub-process or a listener decides. */
  readonly result?: JobResult;
  /** The code of a BPMN error instead. Workers only. */
  readonly throws?: string;
}

/** One answer for all, or one after the other, of which the last stays; `waits` takes nothing. */
export type Answers = Answer | readonly Answer[] | 'waits';

/** What happens from outside when nothing goes on by itself. */
export type Happening =
  | { readonly message: string; readonly key?: string; readonly variables?: JsonObject }
  | { readonly signal: string; readonly variables?: JsonObject }
  | { readonly afterMs: number };

/** A process after a public one: its structure and features, written anew. */
export interface PublicModel {
  /** The repository and file whose structure it has. */
  readonly after: string;
  /** Files to deploy, in this order. */
  readonly files: readonly string[];
  readonly start: Happening | { readonly process: string; readonly variables?: JsonObject };
  /** By job type. */
  readonly workers?: Readonly<Record<string, Answers>>;
  /** By element id, of user tasks of both kinds. */
  readonly people?: Readonly<Record<string, Answers>>;
  readonly happenings?: readonly Happening[];
  /** Elements that have to complete, each as often as it is named here. */
  readonly completes: readonly string[];
  /** Elements that have to be terminated. */
  readonly terminates?: readonly string[];
  /** Elements that must never be entered. */
  readonly avoids?: readonly string[];
  /** Variables of the first instance at its end, among others. */
  readonly variables?: JsonObject;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
