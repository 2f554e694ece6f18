import { Failure, kindOf } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

export const booleanFunctions: Functions = {
  not: [define(['negand'], (_run, value) => (typeof value === 'boolean' ? !value : null))],
  'is defined': [define(['value'], (_run, value) => kindOf(value) !== 'null')],
  'get or else': [
    define(['value', 'default'], (_run, value, fallback) =>
      kindOf(value) === 'null' ? (fallback ?? null) : value,
    ),
  ],
  assert: [
    define(['value', 'condition'], (_run, value, condition) =>
      condition === true ? (value ?? null) : new Failure('The condition is not fulfilled'),
    ),
    define(['value', 'condition', 'cause'], (_run, value, condition, cause) => {
      if (condition === true) return value ?? null;
      return typeof cause === 'string' ? new Failure(cause) : undefined;
    }),
  ],
};
