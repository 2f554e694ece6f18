/** Runs `work` so many times, with so many under way at a time; the first failure ends it. */
export async function runInFlight(
  { times, inFlight }: { readonly times: number; readonly inFlight: number },
  work: () => Promise<unknown>,
): Promise<void> {
  let left = times;
  const loop = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, loop));
}
