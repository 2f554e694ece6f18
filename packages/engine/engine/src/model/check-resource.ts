import type { Resource } from './deployable.ts';
import { UNSUPPORTED } from './supported-elements.ts';

/** Something for which a deployment is refused. */
export interface ResourceProblem {
  /** The element, process or decision; empty where the file as a whole is meant. */
  readonly elementId: string;
  readonly message: string;
  /** Only this engine refuses it; a broker may accept it. */
  readonly isOnlyHere: boolean;
}

/** What the engine would say if a file were deployed. */
export interface ResourceCheck {
  /** Without any, the file can be deployed. */
  readonly problems: readonly ResourceProblem[];
  /** Extension elements and attributes that have no effect, here and on a broker. */
  readonly idleParts: readonly { readonly elementId: string; readonly name: string }[];
}

/**
 * Checks a BPMN, DMN or form file as a deployment does, and tells apart which element each problem is in.
 * Nothing is deployed. Files of other people may take their parser very long: check those in a thread that
 * can be ended.
 */
export async function checkResource(resource: Resource): Promise<ResourceCheck> {
  // The engine starts without what reads files.
  const { findResourceKind } = await import('./find-resource-kind.ts');
  const kind = findResourceKind(resource);
  if (kind?.format !== 'xml') return refusal(await kind?.read(resource));
  return /\.dmn$/i.test(resource.name) ? checkDecisions(resource) : checkProcesses(resource);
}

async function checkProcesses({ content }: Resource): Promise<ResourceCheck> {
  const { readProcessFile } = await import('./read-processes.ts');
  const reading = await readProcessFile(content);
  if (typeof reading === 'string') return refusal({ ok: false, reason: reading });
  const { problems, loops, idleParts } = reading;
  return {
    problems: [
      ...problems.map(locate),
      ...loops.map(({ processId, message }) => ({ elementId: processId, message, isOnlyHere: false })),
    ],
    idleParts,
  };
}

async function checkDecisions(resource: Resource): Promise<ResourceCheck> {
  const { readDecisionFile } = await import('./read-decisions.ts');
  const reading = await readDecisionFile(resource);
  return { problems: reading.ok ? [] : reading.problems.map(locate), idleParts: [] };
}

/** The path of a problem begins with the id of its element. */
function locate({ path, message }: { readonly path: string; readonly message: string }): ResourceProblem {
  const [elementId = ''] = path.split(' > ', 1);
  return {
    elementId: elementId === 'definitions' ? '' : elementId,
    message,
    isOnlyHere: message.includes(UNSUPPORTED),
  };
}

const refusal = (
  read: { readonly ok: true } | { readonly ok: false; readonly reason: string } | undefined,
): ResourceCheck => ({
  problems:
    read === undefined || read.ok
      ? []
      : [{ elementId: '', message: read.reason, isOnlyHere: read.reason.includes(UNSUPPORTED) }],
  idleParts: [],
});
