/**
 * Runs `work` so many times, with so many under way at a time, each in a lane of its own; the first failure
 * ends it.
 */
export async function runInFlight(
  { times, inFlight }: { readonly times: number; readonly inFlight: number },
  work: (lane: number) => Promise<unknown>,
): Promise<void> {
  let left = times;
  const loop = async (lane: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work(lane);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, lane) => loop(lane)));
}
