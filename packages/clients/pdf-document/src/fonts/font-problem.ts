/** What keeps a font from being used, as a sentence. */
export class FontProblem extends Error {}
