import type { Rejection, Result } from './commands.ts';

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });

export const reject = (
  code: Rejection['code'],
  intent: string,
  reason: string,
): { readonly ok: false; readonly rejection: Rejection } => ({
  ok: false,
  rejection: { code, intent, reason },
});
