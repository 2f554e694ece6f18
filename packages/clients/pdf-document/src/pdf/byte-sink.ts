const CHUNK_BYTES = 64 * 1024;

/** Collects what is written into chunks worth handing over. */
export interface ByteSink {
  write(data: string | Uint8Array): number;
  /** What is ready; with `all` also the rest. */
  take(all?: boolean): readonly Uint8Array<ArrayBuffer>[];
}

export function createByteSink(): ByteSink {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let used = 0;
  let full: Uint8Array<ArrayBuffer>[] = [];

  const closeChunk = (): void => {
    full.push(chunk);
    chunk = new Uint8Array(CHUNK_BYTES);
    used = 0;
  };
  const push = (bytes: Uint8Array): void => {
    let from = 0;
    while (from < bytes.byteLength) {
      const part = bytes.subarray(from, from + CHUNK_BYTES - used);
      chunk.set(part, used);
      used += part.byteLength;
      from += part.byteLength;
      if (used === CHUNK_BYTES) closeChunk();
    }
  };
  return {
    write(data) {
      if (typeof data !== 'string') {
        push(data);
        return data.byteLength;
      }
      if (data.length + 1 <= CHUNK_BYTES - used) {
        for (let index = 0; index < data.length; index += 1) chunk[used + index] = data.charCodeAt(index);
        chunk[used + data.length] = 10;
        used += data.length + 1;
        if (used === CHUNK_BYTES) closeChunk();
      } else push(Buffer.from(`${data}\n`, 'latin1'));
      return data.length + 1;
    },
    take(all = false) {
      const ready = full;
      full = [];
      if (!all || used === 0) return ready;
      const rest = chunk.slice(0, used);
      used = 0;
      return [...ready, rest];
    },
  };
}
