import type { JobObserver } from '@jobwright/runtime';

/** Ends the demo at the first incident. */
export interface IncidentWatch {
  /** Sees the jobs that fail for good. */
  readonly observer: JobObserver;
  /** Aborts with the text of the first incident. */
  readonly signal: AbortSignal;
  readonly close: () => void;
}

const LOOK_MS = 200;

/** `findIncident` gives the text of an incident without a job, where the engine can tell. */
export function watchIncidents(findIncident: () => string | undefined = () => undefined): IncidentWatch {
  const stop = new AbortController();
  const report = (incident: string): void => stop.abort(new Error(`Incident at ${incident}`));
  const timer = setInterval(() => {
    const incident = findIncident();
    if (incident !== undefined) report(incident);
  }, LOOK_MS);
  return {
    signal: stop.signal,
    observer: {
      activated: ({ elementId }) => ({
        ended({ outcome, retries, reason = '' }) {
          if (outcome === 'fail' && retries === 0) report(`"${elementId}": ${reason}`);
        },
      }),
    },
    close: () => clearInterval(timer),
  };
}
