import type { ResourceCheck, ResourceProblem } from '@jobwright/engine/core';
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
  const context: FileContext = { facts, options, concerns: listConcerns(facts) };
  const known = new Set(parts.flatMap(({ elements }) => elements.map(({ id }) => id)));
  return {
    file,
    kind,
    madeFor,
    counted: options.hasChosenTargets ? options.targets : countedTargets(madeFor, options.targets),
    findings: judgeWhole(facts, { known, targets: options.targets }),
    parts: parts.map((part) => judgePart(part, context)),
  };
}

/** What the elements of a file have in common. */
interface FileContext {
  readonly facts: FileFacts;
  readonly options: JudgeOptions;
  readonly concerns: Concerns;
}

/** What was said of the file, by the id of its element: there may be thousands of both. */
interface Concerns {
  readonly problems: ByElement<ResourceProblem>;
  readonly idleParts: ByElement<ResourceCheck['idleParts'][number]>;
  readonly broken: ByElement<FileFacts['broken'][number]>;
}

type ByElement<Item> = ReadonlyMap<string, readonly Item[]>;

const listConcerns = ({ engine, broken }: FileFacts): Concerns => ({
  problems: groupByElement(engine.problems),
  idleParts: groupByElement(engine.idleParts),
  broken: groupByElement(broken),
});

function groupByElement<Item extends { readonly elementId: string }>(
  items: readonly Item[],
): ByElement<Item> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.elementId);
    if (group === undefined) groups.set(item.elementId, [item]);
    else group.push(item);
  }
  return groups;
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

function judgePart(part: PartFacts, context: FileContext): PartReport {
  const { elements: all, ...head } = part;
  if (!part.isExecutable) return { ...head, elements: [] };
  const elements = all.map((element) => judgeElement(element, { ...context, part }));
  // There are many flows, and hardly any of them has something to it.
  return {
    ...head,
    elements: elements.filter(({ type, findings }) => type !== 'sequenceFlow' || findings.length > 0),
  };
}

interface ElementContext extends FileContext {
  readonly part: PartFacts;
}

function judgeElement(element: ElementFacts, context: ElementContext): ElementReport {
  const { part, facts, options } = context;
  const { id, name, type, zeebe, camunda7 } = element;
  const jobType = zeebe.jobType ?? camunda7.topic;
  // A template is for one platform alone.
  const targets = options.targets.filter(
    (target) => part.kind !== 'template' || facts.madeFor.includes(platformOf(target)),
  );
  const found = targets.flatMap((target) =>
    findOn(target, element, context).map((finding) => ({ target, finding })),
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

function findOn(target: Target, element: ElementFacts, context: ElementContext): readonly Finding[] {
  const { part, options, concerns } = context;
  const { catalog, version } = options;
  const { problems, idleParts, broken } = concerns;
  if (target !== 'camunda7')
    return checkCamunda8(element, {
      target,
      catalog,
      version,
      problems: problems.get(element.id) ?? [],
      idleParts: (idleParts.get(element.id) ?? []).map(({ name }) => name),
      isTemplate: part.kind === 'template',
    });
  const problemsOf7 = broken.get(element.id) ?? [];
  return [
    ...problemsOf7.map(({ message }): Finding => ({ code: 'refused', level: 'error', message })),
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
