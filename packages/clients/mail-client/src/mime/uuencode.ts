import type { TransferDecoder } from './transfer-decoder.ts';

const MAX_LINE_BYTES = 1_000;

/** Decodes what stands between `begin` and `end` of uuencode, the encoding of mail before MIME. */
export function createUuDecoder(): TransferDecoder {
  let carried = '';
  let isWithin = false;

  function readLine(line: string): Buffer {
    if (/^begin [0-7]{3,4} /.test(line)) isWithin = true;
    else if (line === 'end') isWithin = false;
    else if (isWithin) return decodeLine(line);
    return Buffer.alloc(0);
  }

  function decode(text: string, isEnd: boolean): Buffer {
    const lines = (carried + text).split(/\r?\n/);
    carried = isEnd ? '' : (lines.pop() ?? '').slice(0, MAX_LINE_BYTES);
    return Buffer.concat(lines.map(readLine));
  }

  return { write: (bytes) => decode(bytes.toString('latin1'), false), end: () => decode('', true) };
}

/** The first character tells how many bytes there are, each four others are three of them. */
function decodeLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63;
  const bytes = Buffer.alloc(Math.ceil(Math.max(line.length - 1, 0) / 4) * 3);
  for (let at = 1, to = 0; at < line.length; at += 4, to += 3) {
    const value = [0, 1, 2, 3].reduce((sum, offset) => {
      const code = line.charCodeAt(at + offset);
      return sum * 64 + (Number.isNaN(code) ? 0 : (code - 32) & 63);
    }, 0);
    bytes.writeUIntBE(value, to, 3);
  }
  return bytes.subarray(0, length);
}
