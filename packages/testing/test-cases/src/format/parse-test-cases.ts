import { type JsonValue, parseJson } from '@jobwright/json';
import { describeIssues, type FileProblem } from './describe-issue.ts';
import { type TestCasesFile, testCasesFile } from './test-cases-file.schema.ts';

/** A file that can be run, or what is wrong with it. */
export type ParsedTestCases =
  | { readonly ok: true; readonly file: TestCasesFile }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

const MAX_BYTES = 10_000_000;
const MAX_PROBLEMS = 20;

/**
 * Parses the text of a `*.test.json` file. Never throws: what is wrong is in the answer, at most 20 problems
 * of it.
 */
export function parseTestCases(text: string): ParsedTestCases {
  if (text.length > MAX_BYTES) return failed(`The file is larger than ${MAX_BYTES / 1_000_000} MB: split it`);
  let data: JsonValue;
  try {
    data = parseJson(text);
  } catch (error) {
    return failed(`The file is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = testCasesFile.safeParse(data);
  if (parsed.success) return { ok: true, file: parsed.data };
  const problems = describeIssues(parsed.error.issues, data);
  const left = problems.length - MAX_PROBLEMS;
  return {
    ok: false,
    problems: [
      ...problems.slice(0, MAX_PROBLEMS),
      ...(left > 0 ? [{ path: '', message: `${left} more problems` }] : []),
    ],
  };
}

const failed = (message: string): ParsedTestCases => ({ ok: false, problems: [{ path: '', message }] });
