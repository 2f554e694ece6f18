import type {
  CompensationThrowNode,
  ErrorEndNode,
  EscalationThrowNode,
  LinkThrowNode,
  SignalThrowNode,
  TerminateEndNode,
} from '../../model/graph.ts';
import { triggerCompensation } from '../compensation.ts';
import { getScope } from '../engine.ts';
import { evaluateText, fail } from '../evaluate.ts';
import { broadcastSignal } from '../signals.ts';
import { terminateChildren } from '../terminate.ts';
import { describeUncaught, throwToCatcher } from '../throw-error.ts';
import { completes, type ElementBehavior, waits } from './element-behavior.ts';

/** Throws an error to the nearest event that catches it; an incident when there is none. */
export const errorEnd: ElementBehavior<ErrorEndNode> = {
  enter(engine, instance, node) {
    const code = evaluateText(engine, instance, node.errorCode);
    if (!code.ok) return code;
    const outcome = throwToCatcher(engine, instance, { kind: 'error', code: code.value, variables: {} });
    if (outcome.caught) return waits;
    const details = { errorCode: code.value, errorMessage: '', available: outcome.available };
    return fail('UNHANDLED_ERROR_EVENT', describeUncaught(details));
  },
};

/** Ends everything else in its scope. */
export const terminateEnd: ElementBehavior<TerminateEndNode> = {
  enter(engine, instance) {
    const scope = getScope(engine, instance);
    if (scope) terminateChildren(engine, scope, { except: instance });
    return completes;
  },
};

/** Throws an escalation. It goes on unless an interrupting event caught it; nobody has to catch it. */
export const escalationThrow: ElementBehavior<EscalationThrowNode> = {
  enter(engine, instance, node) {
    const code = evaluateText(engine, instance, node.escalationCode);
    if (!code.ok) return code;
    const outcome = throwToCatcher(engine, instance, { kind: 'escalation', code: code.value, variables: {} });
    return outcome.caught && outcome.interrupting ? waits : completes;
  },
};

/** Broadcasts a signal with the variables of its input mappings. */
export const signalThrow: ElementBehavior<SignalThrowNode> = {
  enter(engine, instance, node) {
    const name = evaluateText(engine, instance, node.signalName);
    if (!name.ok) return name;
    const { tenantId } = engine.executables.get(instance.definitionKey)?.definition ?? { tenantId: '' };
    broadcastSignal(engine, { signalName: name.value, variables: instance.variables, tenantId });
    return completes;
  },
};

/** Goes on at the catching link of the same name. */
export const linkThrow: ElementBehavior<LinkThrowNode> = {
  enter: (_engine, _instance, { targetId }) => ({
    ok: true,
    value: { kind: 'leaves', exit: { targetId } },
  }),
};

/** Starts the handlers of what has completed in its scope, and waits for them. */
export const compensationThrow: ElementBehavior<CompensationThrowNode> = {
  enter: (engine, instance, { activityId }) =>
    triggerCompensation(engine, instance, activityId) ? waits : completes,
};
