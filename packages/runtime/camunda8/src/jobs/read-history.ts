/** The messages of a stream that were read last. They limit how early an unread one can have been sent. */
export interface ReadHistory {
  /** How many messages were read in all. */
  readonly messages: number;
  add(bytes: number): void;
  /**
   * All messages that are unread now were sent after this time, by `performance.now()`; `undefined` while it
   * is not known.
   */
  readonly unreadSentAfter: number | undefined;
}

/** Buffers and windows of both sides never hold more than this, by a wide margin. */
const MAX_UNREAD_BYTES = 256 * 1024;
const MAX_UNREAD_MESSAGES = 64;

interface Read {
  /** By `performance.now()`. */
  readonly at: number;
  readonly bytesSoFar: number;
  readonly messagesSoFar: number;
}

export function createReadHistory(): ReadHistory {
  let bytesSoFar = 0;
  let messagesSoFar = 0;
  /** The first is the last one after which more was read than buffers hold. */
  const reads: Read[] = [];
  const isOld = (read: Read): boolean =>
    bytesSoFar - read.bytesSoFar > MAX_UNREAD_BYTES &&
    messagesSoFar - read.messagesSoFar > MAX_UNREAD_MESSAGES;
  return {
    get messages() {
      return messagesSoFar;
    },
    add(bytes) {
      bytesSoFar += bytes;
      messagesSoFar += 1;
      reads.push({ at: performance.now(), bytesSoFar, messagesSoFar });
      for (let second = reads[1]; second !== undefined && isOld(second); second = reads[1]) reads.shift();
    },
    get unreadSentAfter() {
      const [first] = reads;
      return first !== undefined && isOld(first) ? first.at : undefined;
    },
  };
}
