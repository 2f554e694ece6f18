import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.strictObject({
  functions: z.array(
    z.strictObject({
      name: z.string(),
      overloads: z.array(z.array(z.string())),
      /** Of Camunda 8. */
      releases: z.array(z.string()),
    }),
  ),
});

/**
 * What Camunda adds to `feel-engine` in a release, by the parameters of each overload: as an earlier
 * comparison with Camunda's own functions left it. They are asked no more.
 */
export function readAddedFunctions(
  release: string,
): Readonly<Record<string, readonly (readonly string[])[]>> {
  const text = readFileSync(new URL('../added-functions.json', import.meta.url), 'utf8');
  const { functions } = schema.parse(JSON.parse(text));
  return Object.fromEntries(
    functions.flatMap(({ name, overloads, releases }) =>
      releases.includes(release) ? [[name, overloads]] : [],
    ),
  );
}
