import type { Dispatcher } from 'undici';

/** One request in the form of undici. */
export interface Dispatch {
  readonly options: Dispatcher.DispatchOptions;
  readonly handler: Dispatcher.DispatchHandler;
  /** The server refused it once without processing it, and it is sent again. */
  readonly isRepeated: boolean;
}
