/** Where a command tells what it does and what came of it. */
export interface Output {
  /** What is being done now, for who waits at a terminal. */
  progress(text: string): void;
  /** A part of the result that is there already. */
  line(text: string): void;
  /** The result: as JSON text where that is asked for, else as lines. */
  result(result: { readonly json: string; readonly lines?: readonly string[] }): void;
}

export interface OutputParts {
  readonly write: (text: string) => void;
  readonly progress: (text: string) => void;
}

export function createOutput({ write, progress }: OutputParts, { json }: { readonly json: boolean }): Output {
  const line = (text: string): void => {
    if (!json) write(`${text}\n`);
  };
  return {
    progress,
    line,
    result(result) {
      if (json) write(`${result.json}\n`);
      else result.lines?.forEach(line);
    },
  };
}
