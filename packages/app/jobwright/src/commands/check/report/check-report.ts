import type { ElementFacts, FileKind, MadeFor, PartFacts, TemplateFacts } from '../facts/model-facts.ts';
import type { Finding, Target } from '../rules/finding.ts';

/** `differs`: it runs, but a warning says what is otherwise than one may expect. */
export type Status = 'runs' | 'differs' | 'fails';

/** What was found in all files. */
export interface CheckReport {
  readonly targets: readonly Target[];
  readonly files: readonly FileReport[];
}

/** A file, or why it cannot be checked. */
export type FileReport = CheckedFile | { readonly file: string; readonly error: FileError };

export interface CheckedFile {
  readonly file: string;
  readonly kind: FileKind;
  readonly madeFor: readonly MadeFor[];
  /** Targets whose failures count for the exit code. */
  readonly counted: readonly Target[];
  /** What concerns the file as a whole. */
  readonly findings: readonly TargetFinding[];
  readonly parts: readonly PartReport[];
}

/** Why a file cannot be checked. Lines and columns count from 1. */
export interface FileError {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** A process, a decision, a form or an element template. Documentation has no elements: it is not checked. */
export interface PartReport extends Omit<PartFacts, 'elements'> {
  readonly elements: readonly ElementReport[];
}

export interface ElementReport extends Pick<ElementFacts, 'id' | 'name' | 'type'> {
  /** Job type on Camunda 8, else the topic on Camunda 7. */
  readonly jobType?: string;
  readonly template?: TemplateFacts;
  /** Those that concern it: a template is for one platform. */
  readonly targets: readonly Target[];
  readonly findings: readonly TargetFinding[];
}

/** A finding with the targets that it holds for. */
export interface TargetFinding extends Finding {
  readonly targets: readonly Target[];
}

/** The files that could be checked. */
export const listChecked = ({ files }: CheckReport): readonly CheckedFile[] =>
  files.flatMap((file) => ('error' in file ? [] : [file]));

/** The status of an element or file on a target, by the findings that concern it. */
export function statusOf(findings: readonly TargetFinding[], target: Target): Status {
  const levels = findings.filter(({ targets }) => targets.includes(target)).map(({ level }) => level);
  if (levels.includes('error')) return 'fails';
  return levels.includes('warning') ? 'differs' : 'runs';
}

/** How many elements run, differ and fail on each target. */
export type Summary = Readonly<Record<Target, Readonly<Record<Status, number>>>>;

export function summarize(report: CheckReport): Partial<Summary> {
  const judged = listChecked(report).flatMap((file) => listJudged(file, report.targets));
  return Object.fromEntries(
    report.targets.map((target) => {
      const statuses = judged
        .filter(({ targets }) => targets.includes(target))
        .map(({ findings }) => statusOf(findings, target));
      const count = (status: Status): number => statuses.filter((one) => one === status).length;
      return [target, { runs: count('runs'), differs: count('differs'), fails: count('fails') }] as const;
    }),
  );
}

/** The elements of a file, and the file itself where there is something to it. */
const listJudged = (
  { findings, parts }: CheckedFile,
  targets: readonly Target[],
): readonly Pick<ElementReport, 'findings' | 'targets'>[] => [
  ...(findings.length > 0 ? [{ findings, targets }] : []),
  ...parts.flatMap(({ elements }) => elements),
];

/** Whether something does not run on a target that counts for its file. */
export const hasFailures = (report: CheckReport): boolean =>
  listChecked(report).some((file) =>
    listJudged(file, report.targets).some(({ findings }) =>
      file.counted.some((target) => statusOf(findings, target) === 'fails'),
    ),
  );
