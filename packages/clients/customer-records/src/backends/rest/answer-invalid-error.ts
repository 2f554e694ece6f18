import { RecordError } from '../../record-failure.ts';

/** The answer of a service is not what it has to be. */
export const answerInvalidError = (message: string): RecordError =>
  new RecordError({ failure: { kind: 'answerInvalid' }, message });
