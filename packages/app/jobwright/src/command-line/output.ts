/** Where a command writes its progress and its result. */
export interface Output {
  /** What the command is doing now, shown on a terminal. */
  progress(text: string): void;
  /** A part of the result that is already known. Not written with `--json`. */
  line(text: string): void;
  /** The result, as JSON text with `--json` and as lines without. */
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
