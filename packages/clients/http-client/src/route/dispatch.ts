import type { Dispatcher } from 'undici';

/** One request as undici takes it. */
export interface Dispatch {
  readonly options: Dispatcher.DispatchOptions;
  readonly handler: Dispatcher.DispatchHandler;
  /** The server has refused it once without looking at it, so it is sent again. */
  readonly isRepeated: boolean;
}
