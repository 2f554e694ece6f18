export interface Token {
  readonly type: string;
  readonly tag: string;
  readonly nesting: number;
  readonly content: string;
  readonly info: string;
  readonly hidden: boolean;
  readonly children: readonly Token[] | null;
  attrGet(name: string): string | null;
}
export default class MarkdownIt {
  constructor(
    preset: string,
    options: { readonly html: boolean; readonly linkify: boolean; readonly maxNesting?: number },
  );
  enable(rules: readonly string[]): this;
  parse(text: string, environment: object): readonly Token[];
}
