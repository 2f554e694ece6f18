import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '@jobwright/json';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { settingVariables } from '../configuration/environment-variables.ts';

/** The settings that differ from those at the start and that a reload does not change, e.g. `http.port`. */
export const listRestartSettings = (started: Configuration, wanted: Configuration): readonly string[] =>
  settingVariables.flatMap(({ path, needsRestart }) =>
    needsRestart && !isDeepStrictEqual(readPath(started, path), readPath(wanted, path))
      ? [path.join('.')]
      : [],
  );

const readPath = (value: unknown, [key, ...rest]: readonly string[]): unknown =>
  key === undefined || !isJsonObject(value) ? value : readPath(value[key], rest);
