import { createServer, type Socket } from 'node:net';

/**
 * Takes every mail and forgets it: as little work as a mail server can be, so that the sender is what is
 * measured.
 */
const END = Buffer.from('\r\n.\r\n');

function serve(socket: Socket, onMail: (bytes: number) => void): void {
  let inMessage = false;
  let bytes = 0;
  let rest = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.setNoDelay(true);
  socket.write('220 sink ESMTP\r\n');
  socket.on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      if (inMessage) {
        const end = rest.indexOf(END);
        const taken = end === -1 ? Math.max(rest.length - END.length, 0) : end + END.length;
        bytes += taken;
        rest = rest.subarray(taken);
        if (end === -1) return;
        inMessage = false;
        onMail(bytes);
        bytes = 0;
        socket.write('250 2.0.0 Taken\r\n');
        continue;
      }
      const line = rest.indexOf('\r\n');
      if (line === -1) return;
      const command = rest.toString('latin1', 0, Math.min(line, 4)).toUpperCase();
      rest = rest.subarray(line + 2);
      if (command === 'EHLO') socket.write('250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n');
      else if (command === 'QUIT') socket.end('221 Bye\r\n');
      else if (command === 'DATA') {
        inMessage = true;
        socket.write('354 Go on\r\n');
      } else socket.write('250 OK\r\n');
    }
  });
}

let mails = 0;
let bytes = 0;
const server = createServer((socket) =>
  serve(socket, (size) => {
    mails += 1;
    bytes += size;
  }),
);
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('message', () => process.send?.({ mails, bytes }));
process.on('disconnect', () => process.exit());
