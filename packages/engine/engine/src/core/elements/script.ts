import type { ScriptNode } from '../../model/graph.ts';
import { evaluate } from '../evaluate.ts';
import { openWaits } from '../waits.ts';
import { completes, type ElementBehavior } from './element-behavior.ts';

/** Evaluates a FEEL expression into a variable. */
export const script: ElementBehavior<ScriptNode> = {
  enter(engine, instance, { expression, resultVariable }) {
    const evaluation = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
    if (!evaluation.ok) return evaluation;
    const opened = openWaits(engine, instance);
    if (!opened.ok) return opened;
    instance.result = { [resultVariable]: evaluation.value };
    return completes;
  },
};
