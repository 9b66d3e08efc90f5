import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often is told that connections were cut, at most. */
const tellEveryMs = 60_000;

/**
 * Cuts connections beyond what one address, or all together, may hold. `tell` hears how many were cut since it was told last.
 *
 * @param perAddress null where all come from one address, as behind a proxy
 */
export function countConnections(
  server: Server,
  limits: { readonly total: number; readonly perAddress: number | null },
  tell: (cut: number) => void,
): void {
  const held = new Map<string, number>();
  let cut = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const countCut = () => {
    cut += 1;
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    tell(cut);
    cut = 0;
  };
  server.maxConnections = limits.total;
  server.on('drop', countCut);
  const { perAddress } = limits;
  if (perAddress === null) return;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (held.get(address) ?? 0) + 1;
    if (count > perAddress) {
      socket.destroy();
      countCut();
      return;
    }
    held.set(address, count);
    socket.once('close', () => {
      const left = (held.get(address) ?? 1) - 1;
      if (left === 0) held.delete(address);
      else held.set(address, left);
    });
  });
}
