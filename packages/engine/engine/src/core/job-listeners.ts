import type { Key } from './commands.ts';

type ListenerPriority = 'stream' | 'poll';
type OnAvailable = (jobKeys: readonly Key[]) => void;

/** Those who wait for jobs, by type. */
export interface JobListeners {
  /** Notifies the listeners of the type on a later turn, streams first, of all that have come until then. */
  readonly announce: (job: { readonly type: string; readonly key: Key }) => void;
  readonly listen: (type: string, listener: OnAvailable, priority: ListenerPriority) => () => void;
  readonly close: () => void;
}

interface Listener {
  readonly call: OnAvailable;
  readonly priority: ListenerPriority;
}

/** @param onFailure called when a listener throws: a client's trouble must not end the engine. */
export function createJobListeners(onFailure: (error: unknown) => void): JobListeners {
  const listeners = new Map<string, Set<Listener>>();
  const pendingKeys = new Map<string, Key[]>();
  let pendingNotification: NodeJS.Immediate | undefined;

  const callGuarded = ({ call }: Listener, jobKeys: readonly Key[]): void => {
    try {
      call(jobKeys);
    } catch (error) {
      onFailure(error);
    }
  };
  const notify = (): void => {
    pendingNotification = undefined;
    const news = [...pendingKeys];
    pendingKeys.clear();
    for (const [type, jobKeys] of news) {
      const all = [...(listeners.get(type) ?? [])];
      for (const listener of all) if (listener.priority === 'stream') callGuarded(listener, jobKeys);
      for (const listener of all) if (listener.priority === 'poll') callGuarded(listener, jobKeys);
    }
  };

  return {
    announce({ type, key }) {
      if (!listeners.has(type)) return;
      const jobKeys = pendingKeys.get(type);
      if (jobKeys) jobKeys.push(key);
      else pendingKeys.set(type, [key]);
      pendingNotification ??= setImmediate(notify);
    },
    listen(type, call, priority) {
      const listener = { call, priority };
      const ofType = listeners.get(type) ?? new Set();
      listeners.set(type, ofType.add(listener));
      return () => {
        ofType.delete(listener);
        if (ofType.size === 0 && listeners.get(type) === ofType) listeners.delete(type);
      };
    },
    close() {
      listeners.clear();
      pendingKeys.clear();
      clearImmediate(pendingNotification);
    },
  };
}
