/** What work may do to the thread it runs in. */
export function work(kind: 'answer' | 'loop' | 'memory' | 'throw' | 'exit' | 'function'): unknown {
  switch (kind) {
    case 'answer':
      return { digits: 12345678901234567890n, environment: Object.keys(process.env) };
    case 'loop':
      for (;;);
    case 'memory': {
      const kept: unknown[] = [];
      for (;;) kept.push({ numbers: Array.from({ length: 1000 }, (_, index) => index) });
    }
    case 'throw':
      throw new TypeError('Not like this');
    case 'exit':
      return process.exit(3);
    case 'function':
      return () => undefined;
  }
}
