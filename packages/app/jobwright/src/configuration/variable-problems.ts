import { toErrorMessage } from '@jobwright/concurrency';
import { type EgressRule, parseRule } from '@jobwright/http-client';

/** Takes note of a variable that is wrong. The reason must not repeat what may be a secret. */
export type Report = (variable: string, reason: string) => void;

/** Words with commas or blanks between them. */
export const splitWords = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).filter((word) => word !== '');

/** Rules with commas or blanks between them; those that are wrong are reported and left out. */
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
