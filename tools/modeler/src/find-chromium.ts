import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface FindChromiumOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Programs that are not on the path. Default: the usual ones on macOS. */
  readonly commonPlaces?: readonly string[];
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MACOS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The program of a Chromium: that in `CHROMIUM`, else the first on the path, else in a common place.
 * @throws Error that says how to get one
 */
export function findChromium(options: FindChromiumOptions = {}): string {
  const { environment = process.env, commonPlaces = MACOS } = options;
  const { CHROMIUM, PATH = '' } = environment;
  if (CHROMIUM !== undefined && CHROMIUM !== '') return CHROMIUM;
  const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...onPath, ...commonPlaces].find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    'There is no Chromium here. Install it (Debian and Ubuntu: apt-get install chromium; macOS: brew install --cask chromium), or name its program in CHROMIUM.',
  );
}

/** For a browser of tests: no sandbox, and nothing that looks for the network of its maker. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
