import { type FactsReading, readFileFacts, type TextFile } from './read-file-facts.ts';

/** Reads a file in a thread of its own, which is ended when it takes too long. */
export const work = (file: TextFile): Promise<FactsReading> => readFileFacts(file);
