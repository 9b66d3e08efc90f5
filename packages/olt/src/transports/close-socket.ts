import type { Socket } from 'node:net';

/**
 * Ends a TCP connection so that the device sees the end and frees its session: FIN first, a reset only when the device does not
 * answer it within a second. Resolves when the socket is closed.
 */
export async function closeSocket(socket: Socket, patienceMs = 1_000): Promise<void> {
  if (socket.closed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    // What still arrives is thrown away: an unread byte would turn the orderly end into a reset.
    socket.resume();
    socket.end();
  });
}
