/**
 * Runs `work` so many times, with so many under way at a time, each in a place of its own; the first failure
 * ends it.
 */
export async function runInFlight(
  { times, inFlight }: { readonly times: number; readonly inFlight: number },
  work: (place: number) => Promise<unknown>,
): Promise<void> {
  let left = times;
  const loop = async (place: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work(place);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, place) => loop(place)));
}
