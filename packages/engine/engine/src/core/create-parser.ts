import type { OpenParser } from '../model/open-parser.ts';

/**
 * Reads what is deployed. The readers are loaded with the first deployment: an engine may also go on from a
 * snapshot.
 */
export function createParser(): OpenParser {
  let opening: Promise<OpenParser> | undefined;
  const open = async (): Promise<OpenParser> => (await import('../model/open-parser.ts')).openParser();
  return {
    async parse(resources) {
      return (await (opening ??= open())).parse(resources);
    },
    close() {
      opening?.then(
        (parser) => parser.close(),
        () => undefined,
      );
    },
  };
}
