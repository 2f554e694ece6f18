/** The largest recent value, for each set of labels. */
export interface WindowMax<Labels> {
  observe(labels: Labels, value: number): void;
  read(): readonly { readonly labels: Labels; readonly max: number }[];
}

interface Window<Labels> {
  readonly labels: Labels;
  since: number;
  current: number;
  before: number;
}

/** Forgets a value after one to two windows, as the timers of the Java runtime do. */
export function createWindowMax<Labels extends object>(
  windowMs: number,
  now: () => number = () => performance.now(),
): WindowMax<Labels> {
  const windows = new Map<string, Window<Labels>>();
  const rotate = (window: Window<Labels>): Window<Labels> => {
    const age = now() - window.since;
    if (age < windowMs) return window;
    window.before = age < 2 * windowMs ? window.current : 0;
    window.current = 0;
    window.since = now();
    return window;
  };
  return {
    observe(labels, value) {
      const key = Object.values(labels).join('\n');
      const window = windows.get(key) ?? { labels, since: now(), current: 0, before: 0 };
      windows.set(key, window);
      rotate(window).current = Math.max(window.current, value);
    },
    read: () =>
      [...windows.values()].map(rotate).map(({ labels, current, before }) => ({
        labels,
        max: Math.max(current, before),
      })),
  };
}
