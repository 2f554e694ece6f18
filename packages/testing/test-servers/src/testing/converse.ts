import { once } from 'node:events';
import { connect } from 'node:net';

/** Says each line once the server has said something, and gives all that the server said. */
export async function converse(port: number, lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  for (const line of lines) {
    const [chunk]: Buffer[] = await once(socket, 'data');
    heard += chunk?.toString('latin1') ?? '';
    socket.write(`${line}\r\n`);
  }
  for await (const chunk of socket) heard += String(chunk);
  return heard;
}
