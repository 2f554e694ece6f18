/** What a complex field (ECMA-376 Part 1, 17.16.18) does with what stands in it. */
interface OpenField {
  instruction: string;
  /** Between `separate` and `end`. */
  isResult: boolean;
  field: Field | undefined;
}

/** A field as it is drawn. */
export type Field =
  | { readonly kind: 'pageNumber' | 'pageCount' }
  | { readonly kind: 'link'; readonly address: string }
  /** What Word wrote last. */
  | { readonly kind: 'result'; readonly name: string };

/** Fields that are open: they may go on over several paragraphs. */
export interface FieldStack {
  begin(): void;
  instruct(text: string): void;
  /** Gives the field whose result begins. */
  separate(): Field | undefined;
  /** Gives a field that had no result. */
  end(): Field | undefined;
  /** Is what stands here shown? Not the instructions, nor the last result of what is drawn anew. */
  isShown(): boolean;
  link(): string | undefined;
}

const MAX_INSTRUCTION = 4_000;

export function createFieldStack(): FieldStack {
  const open: OpenField[] = [];
  return {
    begin: () => void open.push({ instruction: '', isResult: false, field: undefined }),
    instruct(text) {
      const last = open.at(-1);
      if (last !== undefined && !last.isResult && last.instruction.length < MAX_INSTRUCTION)
        last.instruction += text;
    },
    separate() {
      const last = open.at(-1);
      if (last === undefined) return undefined;
      last.isResult = true;
      last.field = parseField(last.instruction);
      return last.field;
    },
    end() {
      const last = open.pop();
      return last === undefined || last.isResult ? undefined : parseField(last.instruction);
    },
    isShown: () =>
      open.every(
        ({ isResult, field }) => isResult && field?.kind !== 'pageNumber' && field?.kind !== 'pageCount',
      ),
    link() {
      const link = open.findLast(({ field }) => field?.kind === 'link')?.field;
      return link?.kind === 'link' ? link.address : undefined;
    },
  };
}

/** What an instruction such as `PAGE \* MERGEFORMAT` says. */
export function parseField(instruction: string): Field {
  const [name = '', ...rest] = instruction.trim().split(/\s+/);
  switch (name.toUpperCase()) {
    case 'PAGE':
      return { kind: 'pageNumber' };
    case 'NUMPAGES':
    case 'SECTIONPAGES':
      return { kind: 'pageCount' };
    case 'HYPERLINK': {
      const text = rest.join(' ');
      const anchor = /\\l\s+"([^"]*)"/.exec(text)?.[1];
      const address = /^"([^"]*)"/.exec(text)?.[1];
      if (address !== undefined && address !== '') return { kind: 'link', address };
      return anchor === undefined
        ? { kind: 'result', name: 'HYPERLINK' }
        : { kind: 'link', address: `#${anchor}` };
    }
    default:
      return { kind: 'result', name: name.slice(0, 40).toUpperCase() };
  }
}
