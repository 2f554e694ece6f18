import { setMaxListeners } from 'node:events';
import { untilAborted } from '../waiting/until-aborted.ts';

/** Work that is done once for all who ask for it at the same time. */
export interface SingleFlight<Value> {
  /**
   * Joins the work that is under way for the key, or starts it. Without a `signal` the caller waits for its
   * end. The signal of the work aborts when all who asked for it have given up. Nothing is kept once the work
   * has ended.
   * @throws what the work throws, or the reason of the caller's signal as an `Error`
   */
  run(key: string, work: (signal: AbortSignal) => Promise<Value>, signal?: AbortSignal): Promise<Value>;
}

interface Flight<Value> {
  readonly result: Promise<Value>;
  readonly controller: AbortController;
  waiting: number;
}

/** Creates a single flight: work with the same key is shared. */
export function createSingleFlight<Value>(): SingleFlight<Value> {
  const flights = new Map<string, Flight<Value>>();
  const remove = (key: string, flight: Flight<Value>): void => {
    if (flights.get(key) === flight) flights.delete(key);
  };

  const start = (key: string, work: (signal: AbortSignal) => Promise<Value>): Flight<Value> => {
    const controller = new AbortController();
    // The work may have many calls under way; each listens while it lasts.
    setMaxListeners(0, controller.signal);
    const result = Promise.resolve()
      .then(() => work(controller.signal))
      .finally(() => remove(key, flight));
    const flight: Flight<Value> = { result, controller, waiting: 0 };
    // Those who wait see the error; when nobody does, nobody has to.
    result.catch(() => undefined);
    flights.set(key, flight);
    return flight;
  };

  return {
    async run(key, work, signal) {
      signal?.throwIfAborted();
      const flight = flights.get(key) ?? start(key, work);
      flight.waiting += 1;
      try {
        return await (signal === undefined ? flight.result : untilAborted(flight.result, signal));
      } finally {
        flight.waiting -= 1;
        if (flight.waiting === 0 && flights.get(key) === flight) {
          flights.delete(key);
          flight.controller.abort(new Error('Nobody waits for it any more'));
        }
      }
    },
  };
}
