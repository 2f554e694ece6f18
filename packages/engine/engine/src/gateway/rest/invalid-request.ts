import type { z } from 'zod';
import { Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** Messages of the schemas say what is wrong; those of the library do not name the property. */
const isOwnMessage = ({ message }: Issue): boolean => !/^(Invalid|Too|Unrecognized)/.test(message);

/** Of what stands in a path. */
const isFailedConversion = ({ message }: Issue): boolean => message.startsWith('Failed to convert');

function describeIssue(issue: Issue): string {
  if (isOwnMessage(issue)) return issue.message;
  const property = issue.path.join('.');
  if (issue.code === 'invalid_type') return `Request property [${property}] cannot be parsed`;
  return property === '' ? issue.message : `${issue.message} (${property})`;
}

/** The answer to a request that does not have the form it should have. */
export function invalidRequest({ issues }: z.ZodError): Problem {
  const isUnreadable = issues.every(
    (issue) => (issue.code === 'invalid_type' && !isOwnMessage(issue)) || isFailedConversion(issue),
  );
  const detail = [...new Set(issues.map(describeIssue))].join('. ').replaceAll('.. ', '. ');
  return isUnreadable ? new Problem(400, detail) : new Problem(400, detail, 'INVALID_ARGUMENT');
}
