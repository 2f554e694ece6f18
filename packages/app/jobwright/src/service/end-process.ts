/** Whether the command itself is ending the process. Nothing else may. */
let isEnding = false;

/** Ends the process for the command. */
export function endProcess(exitCode?: number): never {
  isEnding = true;
  return process.exit(exitCode);
}

/**
 * Makes calls that would end the process throw, since connectors share it. Returns a function that undoes
 * this.
 */
export function refuseProcessEnd(): () => void {
  const restores = (['exit', 'reallyExit', 'abort', 'kill'] as const).map((name) => {
    const original: unknown = Reflect.get(process, name);
    Reflect.set(process, name, (...given: readonly unknown[]): unknown => {
      const ends = name !== 'kill' || (given[1] !== 0 && isOwn(Number(given[0])));
      if (ends && !isEnding) throw new ProcessEndRefused(`process.${name}`);
      const result: unknown =
        typeof original === 'function' ? Reflect.apply(original, process, given) : false;
      return result;
    });
    return () => Reflect.set(process, name, original);
  });
  return () => restores.forEach((restore) => restore());
}

/** Thrown in place of ending the process. */
export class ProcessEndRefused extends Error {
  override readonly name = 'ProcessEndRefused';

  constructor(call: string) {
    super(`${call} was refused: a connector must not end the process; throw an error to fail the job`);
  }
}

/** 0 and negative numbers are process groups. */
const isOwn = (pid: number): boolean => pid === process.pid || pid === 0 || pid === -process.pid;
