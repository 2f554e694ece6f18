import type { EngineTraits } from '../feel-version.ts';
import type { Run } from '../run.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isList } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

export function createJoinFunctions({ listName }: EngineTraits): Functions {
  const wrongArguments = (list: readonly unknown[]) => {
    const found = () => `${listName}(${list.map(toText).join(', ')})`;
    return new Failure(() => `expected a list of strings but found '${found()}'`);
  };
  const defineJoin = (parameters: readonly string[]) =>
    define(
      parameters,
      (run, list, ...parts) => join(run, list, parts) ?? (isList(list) ? wrongArguments(list) : undefined),
    );
  return {
    'string join': [
      defineJoin(['list']),
      defineJoin(['list', 'delimiter']),
      defineJoin(['list', 'delimiter', 'prefix', 'suffix']),
    ],
  };
}

/** `undefined` for anything but texts. */
function join(run: Run, list: unknown, parts: readonly unknown[]): string | undefined {
  const [delimiter, prefix, suffix] = [0, 1, 2].map((index) => parts[index] ?? '');
  if (
    !isList(list) ||
    typeof delimiter !== 'string' ||
    typeof prefix !== 'string' ||
    typeof suffix !== 'string'
  )
    return undefined;
  run.spend(list.length);
  const texts = list.filter((item) => typeof item === 'string');
  if (list.some((item) => typeof item !== 'string' && item !== null)) return undefined;
  run.checkTextLength(
    texts.reduce((total, text) => total + text.length + delimiter.length, -delimiter.length),
  );
  return run.text(prefix + texts.join(delimiter) + suffix);
}
