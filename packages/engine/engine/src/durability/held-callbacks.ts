/** Callbacks that come by themselves, from a clock or the event loop. While they are held, none comes. */
export interface HeldCallbacks {
  /**
   * `arm` asks for the callback, and returns a function that cancels it. Returns a function that forgets it.
   */
  add(arm: (callback: () => void) => () => void, callback: () => void): () => void;
  hold(): void;
  release(): void;
}

interface Entry {
  readonly arm: () => void;
  cancel: (() => void) | undefined;
}

/** They are held at first. */
export function createHeldCallbacks(): HeldCallbacks {
  const entries = new Set<Entry>();
  let isHeld = true;
  return {
    add(arm, callback) {
      const entry: Entry = {
        cancel: undefined,
        arm() {
          entry.cancel = arm(() => {
            entry.cancel = undefined;
            // One that comes while it is held is asked for again later.
            if (isHeld) return;
            entries.delete(entry);
            callback();
          });
        },
      };
      entries.add(entry);
      if (!isHeld) entry.arm();
      return () => {
        entries.delete(entry);
        entry.cancel?.();
      };
    },
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      for (const entry of [...entries]) if (!entry.cancel) entry.arm();
    },
  };
}
