import { createSocket } from 'node:dgram';
import { onTestFinished } from 'vitest';

/** What a server says of a name: addresses, that there is none, that it cannot tell, or nothing. */
export type DnsRecord =
  | {
      readonly a?: readonly string[];
      readonly aaaa?: readonly string[] | 'silent';
      readonly ttlSeconds?: number;
    }
  | 'unknown'
  | 'fails'
  | 'silent';

export interface DnsServer {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** `A name` or `AAAA name`, in the order they came. */
  readonly asked: readonly string[];
}

const TYPES: Readonly<Record<number, 'A' | 'AAAA'>> = { 1: 'A', 28: 'AAAA' };
const CODES = { fails: 2, unknown: 3 } as const;

/** A DNS server on loopback that ends with the test. A name that is not listed is unknown. */
export async function startDnsServer(recordOf: (name: string) => DnsRecord | undefined): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, peer) => {
    const { name, end } = readName(query);
    const type = TYPES[query.readUInt16BE(end)];
    asked.push(`${type} ${name}`);
    const record = recordOf(name) ?? 'unknown';
    if (record === 'silent') return;
    if (typeof record !== 'string' && record.aaaa === 'silent' && type === 'AAAA') return;
    const answers = typeof record === 'string' ? [] : listAnswers(record, type);
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180 + (typeof record === 'string' ? CODES[record] : 0), 2);
    head.writeUInt16BE(answers.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end + 4), ...answers]), peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return { address: `127.0.0.1:${socket.address().port}`, asked };
}

function readName(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length !== 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function listAnswers(record: Exclude<DnsRecord, string>, type: 'A' | 'AAAA' | undefined): Buffer[] {
  const addresses = type === 'A' ? record.a : record.aaaa;
  return [addresses ?? []].flat().map((address) => {
    const data = type === 'A' ? Buffer.from(address.split('.').map(Number)) : toBytes(address);
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xc00c, 0);
    head.writeUInt16BE(type === 'A' ? 1 : 28, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt32BE(record.ttlSeconds ?? 0, 6);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
}

/** Of an address written in full: `fd00:0:0:0:0:0:0:1`. */
const toBytes = (address: string): Buffer =>
  Buffer.concat(address.split(':').map((word) => Buffer.from(word.padStart(4, '0'), 'hex')));
