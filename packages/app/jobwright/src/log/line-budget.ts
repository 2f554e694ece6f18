/** How many lines of one kind a log takes in a while. */
export interface LineBudget {
  take(): boolean;
}

export function createLineBudget({
  lines,
  perMs,
}: {
  readonly lines: number;
  readonly perMs: number;
}): LineBudget {
  let since = performance.now();
  let left = lines;
  return {
    take() {
      const now = performance.now();
      if (now - since >= perMs) [since, left] = [now, lines];
      if (left === 0) return false;
      left -= 1;
      return true;
    },
  };
}
