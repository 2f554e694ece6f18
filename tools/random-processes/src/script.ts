/**
 * One thing that happens to an instance, to something that waits. The path has the rounds of the loops around
 * it.
 */
export type Step =
  | { readonly kind: 'complete'; readonly id: string; readonly path: string; readonly goesRound?: boolean }
  | { readonly kind: 'error'; readonly id: string; readonly path: string; readonly code: string }
  | { readonly kind: 'message'; readonly id: string; readonly path: string }
  | { readonly kind: 'signal'; readonly id: string }
  /** The next timer, so many minutes after the step before. */
  | { readonly kind: 'timer'; readonly id: string; readonly path: string; readonly afterMinutes: number };

export interface Waiting {
  readonly kind: 'task' | 'message' | 'signal' | 'timer';
  readonly id: string;
  /** Empty for signals. */
  readonly path: string;
}

/** What an instance has come to. Lists are sorted but for `entered`. */
export interface Observation {
  readonly hasEnded: boolean;
  readonly waiting: readonly Waiting[];
  readonly active: readonly string[];
  readonly completed: readonly string[];
  readonly cancelled: readonly string[];
  /** In the order of entering, where it is known. */
  readonly entered?: readonly string[];
}

/** Something that runs one instance of a process, step by step. */
export interface Side {
  readonly name: string;
  start(): Promise<void> | void;
  apply(step: Step): Promise<void> | void;
  observe(): Promise<Observation> | Observation;
}

export const renderStep = (step: Step): string => {
  const path = 'path' in step && step.path !== '' ? ` in round ${step.path}` : '';
  switch (step.kind) {
    case 'complete':
      return `complete ${step.id}${path}${step.goesRound === true ? ', round again' : ''}`;
    case 'error':
      return `throw ${step.code} for ${step.id}${path}`;
    case 'timer':
      return `timer ${step.id}${path} after ${step.afterMinutes} min`;
    case 'message':
    case 'signal':
      return `${step.kind} ${step.id}${path}`;
  }
};

export const renderWaiting = ({ kind, id, path }: Waiting): string => [kind, id, path].join(' ').trimEnd();

/** In the order of an observation, without what a side keeps beside them. */
export const sortWaiting = (waiting: readonly Waiting[]): readonly Waiting[] =>
  waiting
    .map(({ kind, id, path }) => ({ kind, id, path }))
    .sort((one, other) => (renderWaiting(one) < renderWaiting(other) ? -1 : 1));

/** The body of a multi-instance activity, which has the same id as its inner instances. */
export const bodyId = (id: string): string => `${id}#body`;
