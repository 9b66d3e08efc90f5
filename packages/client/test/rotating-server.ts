import type { ServerResponse } from 'node:http';
import { type SeenRequest, sendJson, sendProblem } from './loopback-server.ts';
import { sampleSession, sampleTicket, sampleVisit } from './samples.ts';

/** Refuses an access or a refresh token. */
export const expired = (response: ServerResponse) =>
  sendProblem(response, 401, { code: 'server.token_expired' });

/** Knows one access token and one refresh token at a time, as a rotating server does. */
export class RotatingServer {
  refreshes = 0;
  expired = false;
  generation = 0;

  readonly respond = (request: SeenRequest, response: ServerResponse) => {
    const session = sampleSession(this.generation);
    if (request.path === '/v1/refresh') {
      this.refreshes += 1;
      if (JSON.parse(request.body).refreshToken !== session.refreshToken) return expired(response);
      this.generation += 1;
      this.expired = false;
      return sendJson(response, sampleSession(this.generation));
    }
    const current = `Bearer ${session.accessToken}`;
    if (this.expired || request.headers.authorization !== current) return expired(response);
    return request.method === 'GET' ? sendJson(response, sampleTicket) : sendJson(response, sampleVisit, 201);
  };

  /** The access token everybody holds is no longer good. */
  expire(): void {
    this.expired = true;
  }
}
