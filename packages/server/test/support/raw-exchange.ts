import { connect } from 'node:net';
import type { Problem } from '@field/core';

/** What a server answers to raw bytes until it hangs up: the status line and the problem. */
export function exchange({ host, port }: { host: string; port: number }, bytes: string) {
  return new Promise<{ line: string; headers: string; problem: Problem }>((resolve, reject) => {
    const socket = connect(port, host);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject).on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n');
      const [line = '', ...headers] = head.split('\r\n');
      resolve({ line, headers: headers.join('\n'), problem: JSON.parse(body) as Problem });
    });
    socket.write(bytes);
  });
}
