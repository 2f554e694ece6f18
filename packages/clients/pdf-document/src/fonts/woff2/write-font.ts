/**
 * A font file of these tables (OpenType, "Organization of an OpenType Font"). Its checksums are left out:
 * nothing that reads it here looks at them.
 */
export function writeFont(flavor: number, tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...tables].sort(([one], [other]) => (one < other ? -1 : 1));
  const headLength = 12 + sorted.length * 16;
  const head = Buffer.alloc(headLength);
  head.writeUInt32BE(flavor, 0);
  head.writeUInt16BE(sorted.length, 4);
  const power = Math.floor(Math.log2(sorted.length));
  head.writeUInt16BE(2 ** power * 16, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE((sorted.length - 2 ** power) * 16, 10);
  const parts: Uint8Array[] = [head];
  let offset = headLength;
  for (const [index, [tag, table]] of sorted.entries()) {
    const at = 12 + index * 16;
    head.write(tag, at, 4, 'latin1');
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(table.byteLength, at + 12);
    const padding = -table.byteLength & 3;
    parts.push(table, new Uint8Array(padding));
    offset += table.byteLength + padding;
  }
  return Buffer.concat(parts);
}
