import type { ClientHttp2Stream } from 'node:http2';
import type { Dispatcher } from 'undici';

/** Lets a handler pause, resume and abort a request on a stream. */
export interface StreamController extends Dispatcher.DispatchController {
  attach(stream: ClientHttp2Stream): void;
}

export function createStreamController(onAbort: (reason: Error) => void): StreamController {
  let stream: ClientHttp2Stream | undefined;
  let reason: Error | null = null;
  let isPaused = false;
  return {
    rawHeaders: null,
    rawTrailers: null,
    get aborted() {
      return reason !== null;
    },
    get paused() {
      return isPaused;
    },
    get reason() {
      return reason;
    },
    abort(why) {
      if (reason !== null) return;
      reason = why;
      onAbort(why);
    },
    pause() {
      isPaused = true;
      stream?.pause();
    },
    resume() {
      isPaused = false;
      stream?.resume();
    },
    attach(opened) {
      stream = opened;
    },
  };
}
