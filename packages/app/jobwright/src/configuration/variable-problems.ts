import { toErrorMessage } from '@jobwright/concurrency';
import { type EgressRule, parseRule } from '@jobwright/http-client';

/** Reports a wrong variable. The reason must not contain what may be a secret. */
export type Report = (variable: string, reason: string) => void;

/** Splits words at commas and blanks. */
export const splitWords = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).filter((word) => word !== '');

/** Parses rules separated by commas or blanks. Invalid ones are reported and skipped. */
export function parseRules(
  text: string | undefined,
  variable: string,
  report: Report,
): readonly EgressRule[] {
  return splitWords(text).flatMap((word) => {
    try {
      return [parseRule(word)];
    } catch (error) {
      report(variable, toErrorMessage(error));
      return [];
    }
  });
}
