import type { ElementFacts, FileFacts, MadeFor, PartFacts } from './facts/model-facts.ts';
import type { CheckedFile, ElementReport, PartReport, TargetFinding } from './report/check-report.ts';
import type { Catalog } from './rules/catalog.ts';
import { checkCamunda7 } from './rules/check-camunda7.ts';
import { checkCamunda8 } from './rules/check-camunda8.ts';
import type { Finding, Target } from './rules/finding.ts';
import type { Camunda8Version } from './rules/needed-versions.ts';

/** What the findings depend on beside the file. */
export interface JudgeOptions {
  readonly targets: readonly Target[];
  /** Whether the user chose the targets. If not, those that a file was made for count for the exit code. */
  readonly hasChosenTargets: boolean;
  readonly catalog: Catalog;
  readonly version: Camunda8Version | undefined;
}

/** Judges every element of a file on every target. */
export function judgeFile(file: string, facts: FileFacts, options: JudgeOptions): CheckedFile {
  const { kind, madeFor, parts } = facts;
  const known = new Set(parts.flatMap(({ elements }) => elements.map(({ id }) => id)));
  return {
    file,
    kind,
    madeFor,
    counted: options.hasChosenTargets ? options.targets : countedTargets(madeFor, options.targets),
    findings: judgeWhole(facts, { known, targets: options.targets }),
    parts: parts.map((part) => judgePart(part, { facts, options })),
  };
}

/** Files of no platform have to run on both. */
function countedTargets(madeFor: readonly MadeFor[], targets: readonly Target[]): readonly Target[] {
  const wanted: readonly Target[] = madeFor.length === 0 ? ['camunda8', 'camunda7'] : madeFor;
  return targets.filter((target) => wanted.includes(target));
}

/** Problems of the file itself, and of parts of it that are no elements, such as messages. */
function judgeWhole(
  { engine, broken }: FileFacts,
  { known, targets }: { readonly known: ReadonlySet<string>; readonly targets: readonly Target[] },
): readonly TargetFinding[] {
  const wrong = new Set(broken.map(({ message }) => message));
  const findings = engine.problems
    .filter(({ elementId }) => !known.has(elementId))
    .map(({ elementId, message }): TargetFinding => {
      const isForAll = wrong.has(message) || /at least one executable process/.test(message);
      return {
        code: 'refused',
        level: 'error',
        message: elementId === '' ? message : `${elementId}: ${message}`,
        targets: targets.filter((target) => isForAll || target !== 'camunda7'),
      };
    });
  return findings.filter((finding) => finding.targets.length > 0);
}

function judgePart(
  part: PartFacts,
  { facts, options }: { readonly facts: FileFacts; readonly options: JudgeOptions },
): PartReport {
  const { elements: all, ...head } = part;
  if (!part.isExecutable) return { ...head, elements: [] };
  const elements = all.map((element) => judgeElement(element, { part, facts, options }));
  // There are many flows, and hardly any of them has something to it.
  return {
    ...head,
    elements: elements.filter(({ type, findings }) => type !== 'sequenceFlow' || findings.length > 0),
  };
}

function judgeElement(
  element: ElementFacts,
  {
    part,
    facts,
    options,
  }: { readonly part: PartFacts; readonly facts: FileFacts; readonly options: JudgeOptions },
): ElementReport {
  const { id, name, type, zeebe, camunda7 } = element;
  const jobType = zeebe.jobType ?? camunda7.topic;
  // A template is for one platform alone.
  const targets = options.targets.filter(
    (target) => part.kind !== 'template' || facts.madeFor.includes(platformOf(target)),
  );
  const found = targets.flatMap((target) =>
    findOn(target, { element, part, facts, options }).map((finding) => ({ target, finding })),
  );
  return {
    id,
    ...(name !== undefined && { name }),
    type,
    ...(jobType !== undefined && { jobType }),
    ...(zeebe.template !== undefined && { template: zeebe.template }),
    targets,
    findings: unite(found),
  };
}

interface Subject {
  readonly element: ElementFacts;
  readonly part: PartFacts;
  readonly facts: FileFacts;
  readonly options: JudgeOptions;
}

function findOn(target: Target, { element, part, facts, options }: Subject): readonly Finding[] {
  const { catalog, version } = options;
  const { engine, broken } = facts;
  const isHere = ({ elementId }: { readonly elementId: string }): boolean => elementId === element.id;
  if (target !== 'camunda7')
    return checkCamunda8(element, {
      target,
      catalog,
      version,
      problems: engine.problems.filter(isHere),
      idleParts: engine.idleParts.filter(isHere).map(({ name }) => name),
      isTemplate: part.kind === 'template',
    });
  return [
    ...broken.filter(isHere).map(({ message }): Finding => ({ code: 'refused', level: 'error', message })),
    ...(part.kind === 'form' ? [] : checkCamunda7(element, { part, catalog })),
  ];
}

const platformOf = (target: Target): MadeFor => (target === 'camunda7' ? 'camunda7' : 'camunda8');

/** One entry for what several targets have in common. */
function unite(
  found: readonly { readonly target: Target; readonly finding: Finding }[],
): readonly TargetFinding[] {
  const united = new Map<string, TargetFinding>();
  for (const { target, finding } of found) {
    const key = [finding.code, finding.level, finding.message].join('\n');
    const known = united.get(key);
    if (known?.targets.includes(target) === true) continue;
    united.set(key, { ...finding, targets: [...(known?.targets ?? []), target] });
  }
  return [...united.values()];
}
