export interface LineReaderOptions {
  /**
   * `isWhole`: the line is all of a line; a long one comes in pieces. The line break of a piece that is not
   * the last is empty.
   */
  readonly takeLine: (text: Buffer, lineBreak: Buffer, isWhole: boolean) => void;
  /** How many bytes of a line that begins with `--`, or of any when infinite, are waited for. */
  readonly mayWaitFor: () => number;
  /** Whether lines that do not begin with `--` may come together, as a line that is not whole. */
  readonly mayJoin: () => boolean;
}

export interface LineReader {
  write(bytes: Buffer): void;
  end(): void;
  /** Of a line that has not ended. */
  pendingBytes(): number;
}

const [LF, CR, DASH] = [0x0a, 0x0d, 0x2d];
const NOTHING = Buffer.alloc(0);

/** Takes bytes apart into lines, without copying them, and without holding a long line. */
export function createLineReader({ takeLine, mayWaitFor, mayJoin }: LineReaderOptions): LineReader {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  /** Whether pieces of the line that is read were given away. */
  let isBegun = false;

  function takePending(rest: Buffer): Buffer {
    const line = pending.length === 0 ? rest : Buffer.concat([...pending, rest]);
    pending = [];
    pendingBytes = 0;
    return line;
  }

  function endLine(rest: Buffer, isOne: boolean): void {
    const line = takePending(rest);
    const breakLength = line.at(-1) !== LF ? 0 : line.at(-2) === CR ? 2 : 1;
    const end = line.length - breakLength;
    const isWhole = isOne && !isBegun;
    isBegun = false;
    takeLine(line.subarray(0, end), line.subarray(end), isWhole);
  }

  function keepTail(tail: Buffer): void {
    // What is kept beyond this write must not hold the whole chunk.
    pending.push(Buffer.from(tail));
    pendingBytes += tail.length;
    const limit = mayWaitFor();
    if (limit === Infinity || pendingBytes < 3) return;
    const line = takePending(NOTHING);
    const mayBeDelimiter = !isBegun && line[0] === DASH && line[1] === DASH && line.length <= limit;
    // The first half of a line break is no text yet.
    const kept = mayBeDelimiter ? line.length : line.at(-1) === CR ? 1 : 0;
    const given = line.subarray(0, line.length - kept);
    if (given.length > 0) {
      takeLine(given, NOTHING, false);
      isBegun = true;
    }
    if (kept > 0) {
      pending.push(line.subarray(line.length - kept));
      pendingBytes = kept;
    }
  }

  /** Where the lines end that begin at `start` and may come together. */
  function findJoined(bytes: Buffer, start: number): number {
    const isDelimiter = bytes[start] === DASH && bytes[start + 1] === DASH;
    if (pendingBytes > 0 || isBegun || isDelimiter || bytes.length - start < 2 || !mayJoin()) return start;
    const next = bytes.indexOf('\n--', start);
    return Math.max(start, (next === -1 ? bytes.lastIndexOf(LF) : next) + 1);
  }

  return {
    write(bytes) {
      for (let start = 0; start < bytes.length;) {
        const joined = findJoined(bytes, start);
        const newline = joined > start ? joined - 1 : bytes.indexOf(LF, start);
        if (newline === -1) {
          keepTail(bytes.subarray(start));
          return;
        }
        endLine(bytes.subarray(start, newline + 1), joined === start);
        start = newline + 1;
      }
    },
    end() {
      if (pendingBytes > 0) endLine(NOTHING, true);
    },
    pendingBytes: () => pendingBytes,
  };
}
