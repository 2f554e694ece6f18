/** Limits how many lines of one kind are logged in a period. */
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
