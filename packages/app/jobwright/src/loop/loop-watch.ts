// Runs in its own thread: watches the event loop of the process, and ends the process when the loop is
// blocked.
import { writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { z } from 'zod';

const { beats, maxMs, lastWords, endName } = z
  .object({
    beats: z.instanceof(SharedArrayBuffer),
    maxMs: z.number(),
    lastWords: z.string(),
    endName: z.string(),
  })
  .parse(workerData);

/** Ticks are counted instead of time, so that a process suspended with Ctrl+Z is not considered blocked. */
const LOOKS = 20;
/** Code that cannot be interrupted, such as a blocking system call, never reports its position. */
const ANSWER_MS = 10_000;

const count = new Int32Array(beats);
let seen = -1;
let looksWithout = 0;
const timer = setInterval(() => {
  const now = Atomics.load(count, 0);
  looksWithout = now === seen ? looksWithout + 1 : 0;
  seen = now;
  if (looksWithout < LOOKS) return;
  clearInterval(timer);
  end();
}, maxMs / LOOKS);

/** Pauses the running code through the debugger, and lets the process end itself from there. */
function end(): void {
  setTimeout(() => {
    writeSync(2, lastWords);
    process.kill(process.pid, 'SIGKILL');
  }, ANSWER_MS);
  const session = new Session();
  session.connectToMainThread();
  const urls = new Map<string, string>();
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  session.on('Debugger.paused', ({ params }) => {
    const positions = params.callFrames.map(({ location: { scriptId, lineNumber, columnNumber = 0 } }) => ({
      url: urls.get(scriptId) ?? '',
      position: `:${lineNumber + 1}:${columnNumber + 1}`,
    }));
    const place = positions.find(({ url }) => /^(?:file:|\/)/.test(url));
    const expression = `globalThis[Symbol.for(${JSON.stringify(endName)})](${JSON.stringify(place && place.url + place.position)})`;
    session.post('Runtime.evaluate', { expression });
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}
