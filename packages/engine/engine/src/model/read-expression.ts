import type { Problem } from '@jobwright/bpmn-model';
import { compile, FeelError } from '@jobwright/feel';

import { FEEL_VERSION } from './feel-version.ts';
import { type Expression, isFeel } from './expression.ts';

export interface ExpressionLocation {
  readonly problems: Problem[];
  /** Where it stands, e.g. `task > extensionElements > taskDefinition`. */
  readonly path: string;
}

/** An expression or a static value; FEEL is compiled once to find its errors. */
export function readExpression(location: ExpressionLocation, text: string | undefined): Expression {
  const { problems, path } = location;
  if (text === undefined || text === '') {
    problems.push({ path, message: 'Expected expression but not found.' });
    return '';
  }
  if (!isFeel(text)) return text;
  try {
    compile(text, { version: FEEL_VERSION });
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    problems.push({ path, message: `failed to parse expression '${text.slice(1)}': ${error.message}` });
  }
  return text;
}

/** An expression that has to be FEEL, such as a condition. */
export function readFeel(location: ExpressionLocation, text: string | undefined): Expression {
  if (text !== undefined && text !== '' && !isFeel(text)) {
    const message = `Expected expression but found static value '${text}'. An expression must start with '=' (e.g. '=${text}').`;
    location.problems.push({ path: location.path, message });
    return text;
  }
  return readExpression(location, text);
}
