import type { Run } from '../run.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isList } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

export const joinFunctions: Functions = {
  'string join': [
    define(['list'], (run, list) => join(run, list, ['', '', ''])),
    define(['list', 'delimiter'], (run, list, delimiter) => join(run, list, [delimiter, '', ''])),
    define(['list', 'delimiter', 'prefix', 'suffix'], (run, list, ...parts) => join(run, list, parts)),
  ],
};

function join(run: Run, list: unknown, parts: readonly unknown[]): unknown {
  const [delimiter, prefix, suffix] = parts.map((part) => part ?? '');
  if (
    !isList(list) ||
    typeof delimiter !== 'string' ||
    typeof prefix !== 'string' ||
    typeof suffix !== 'string'
  )
    return undefined;
  run.spend(list.length);
  const texts = list.filter((item) => typeof item === 'string');
  if (list.some((item) => typeof item !== 'string' && item !== null)) {
    return new Failure(() => `expected a list of strings but found 'List(${list.map(toText).join(', ')})'`);
  }
  const length = texts.reduce((total, text) => total + text.length + delimiter.length, 0);
  if (length > run.limits.maxTextLength + delimiter.length)
    run.text('x'.repeat(run.limits.maxTextLength + 1));
  return run.text(prefix + texts.join(delimiter) + suffix);
}
