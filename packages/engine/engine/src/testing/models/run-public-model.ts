import { createTestEngine, expectOk } from '../../core/testing/test-engine.ts';
import type { Answer, Answers, Happening, PublicModel } from './public-model.ts';

type Engine = ReturnType<typeof createTestEngine>;

const USER_TASK = 'io.camunda.zeebe:userTask';
/** More steps than any model needs. */
const MAX_STEPS = 1_000;

/** What a model did from its start until nothing was left of it. */
export interface ModelRun {
  readonly completed: readonly string[];
  readonly terminated: readonly string[];
  readonly variables: unknown;
  /** Messages of all incidents there were. */
  readonly incidents: readonly string[];
  /** Records of running things that remain. */
  readonly leftovers: number;
}

function createAnswers(model: PublicModel) {
  const taken = new Map<string, number>();
  return (name: string, answers: Answers | undefined): Answer | undefined => {
    if (answers === 'waits') return undefined;
    const list = answers === undefined ? [{}] : 'length' in answers ? answers : [answers];
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    const answer = list[Math.min(count, list.length - 1)];
    if (!answer) throw new Error(`The model after ${model.after} has no answer for ${name}`);
    return answer;
  };
}

function happen(engine: Engine, happening: Happening): void {
  if ('afterMs' in happening) engine.clock.advance(happening.afterMs);
  else if ('signal' in happening) engine.signal(happening.signal, happening.variables);
  else {
    const { message, key = '', variables = {} } = happening;
    expectOk(engine.publish(message, key, { variables, timeToLiveMs: 1_000 }));
  }
}

/** Does one job; false when nobody takes any. */
function work(engine: Engine, model: PublicModel, answerOf: ReturnType<typeof createAnswers>): boolean {
  for (const job of engine.core.jobs()) {
    if (job.state !== 'ACTIVATABLE') continue;
    const isForPerson = job.type === USER_TASK;
    const name = isForPerson ? job.elementId : job.type;
    const answer = answerOf(name, isForPerson ? model.people?.[name] : model.workers?.[name]);
    if (!answer) continue;
    const { type, key: jobKey } = job;
    expectOk(
      engine.core.activateJobs({
        type,
        worker: 'model',
        timeoutMs: 1_000,
        maxJobs: 1,
        fetchVariables: [],
        jobKeys: [jobKey],
      }),
    );
    const { variables = {}, throws: errorCode, result } = answer;
    if (errorCode === undefined)
      expectOk(engine.core.completeJob({ jobKey, variables, ...(result && { result }) }));
    else expectOk(engine.core.throwError({ jobKey, errorCode, errorMessage: 'No', variables }));
    return true;
  }
  return false;
}

/** Completes one user task; false when nobody does any. */
function decide(engine: Engine, model: PublicModel, answerOf: ReturnType<typeof createAnswers>): boolean {
  for (const { key: userTaskKey, elementId } of engine.core.userTasks()) {
    const answer = answerOf(elementId, model.people?.[elementId]);
    if (!answer) continue;
    expectOk(engine.core.completeUserTask({ userTaskKey, variables: answer.variables ?? {} }));
    return true;
  }
  return false;
}

const extensionOf = (content: string): string =>
  content.startsWith('{') ? 'form' : content.includes('/DMN/') ? 'dmn' : 'bpmn';

/** Deploys the files of a model, starts it, works on all it asks for and lets happen what it waits for. */
export async function runPublicModel(model: PublicModel): Promise<ModelRun> {
  const engine = createTestEngine();
  const { core } = engine;
  for (const [index, content] of model.files.entries())
    expectOk(await engine.deployNamed(`model-${index}.${extensionOf(content)}`, content));
  if ('process' in model.start) engine.start(model.start.process, model.start.variables);
  else happen(engine, model.start);
  const answerOf = createAnswers(model);
  const open = [...(model.happenings ?? [])];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (work(engine, model, answerOf) || decide(engine, model, answerOf)) continue;
    const next = open.shift();
    if (!next) break;
    happen(engine, next);
  }
  // A message that starts nothing and reaches nobody is forgotten.
  engine.clock.advance(1_000);
  const histories = core.snapshot().histories.flatMap((record) => {
    const history = core.history(record.processInstanceKey);
    return history ? [history] : [];
  });
  const elements = histories.flatMap((history) => history.elements);
  const [first] = histories;
  return {
    completed: elements.filter(({ state }) => state === 'COMPLETED').map(({ elementId }) => elementId),
    terminated: elements.filter(({ state }) => state === 'TERMINATED').map(({ elementId }) => elementId),
    variables: first && core.instance(first.processInstanceKey)?.variables,
    incidents: histories.flatMap((history) => history.incidents.map(({ message }) => message)),
    leftovers: engine.leftovers(),
  };
}
