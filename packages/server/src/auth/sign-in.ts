import type { LoginRequest, Session } from '@field/core';
import type { SignedIn, Storage, StoredTokens, Tenant } from '../storage/storage.ts';
import { authError } from './auth-errors.ts';
import type { LoginThrottle } from './login-throttle.ts';
import { decoyHash, verifyPassword } from './password.ts';
import { hashToken, mintToken } from './token.ts';

const accessTokenMs = 15 * 60_000;
const refreshTokenMs = 30 * 86_400_000;
/** Some ten seconds of work for the passwords alone: who would wait longer is better told so. */
const mostLogins = 64;

/** Signs technicians in, keeps them signed in, and signs them out. */
export interface SignIn {
  /** @throws FieldError `server.login_refused`, `server.login_throttled`, `server.logins_busy` */
  login(tenant: Tenant, request: LoginRequest, address: string): Promise<Session>;
  /**
   * @param retryKey names this very request, so that its repetition after a lost answer is no reuse
   * @param tenantId the tenant the request names; a token of another one is as good as none
   * @throws FieldError `server.refresh_refused`, `server.refresh_reused`, `server.session_ended`
   */
  refresh(refreshToken: string, retryKey: string | null, tenantId: string | null): Promise<Session>;
  /** @throws FieldError `server.unauthenticated`, `server.token_expired`, `server.session_ended` */
  authenticate(accessToken: string): Promise<SignedIn>;
  /** Whether a session that was found open before still is. */
  isOpen(signedIn: SignedIn): Promise<boolean>;
  logout(signedIn: SignedIn): Promise<void>;
}

export function createSignIn(storage: Storage, throttle: LoginThrottle, clock: () => Date): SignIn {
  let loginsUnderWay = 0;

  function mint(now: Date) {
    const accessToken = mintToken();
    const refreshToken = mintToken();
    const stored: StoredTokens = {
      accessHash: hashToken(accessToken),
      accessExpiresAt: after(now, accessTokenMs),
      refreshHash: hashToken(refreshToken),
      refreshExpiresAt: after(now, refreshTokenMs),
    };
    const session = ({ scope, technician, company }: SignedIn): Session => ({
      accessToken,
      accessTokenExpiresAt: stored.accessExpiresAt,
      refreshToken,
      technician,
      company,
      tenantId: scope.tenantId,
    });
    return { stored, session };
  }

  async function login(
    tenant: Tenant,
    { username, password, companyId }: LoginRequest,
    address: string,
  ): Promise<Session> {
    const attempt = { tenantId: tenant.id, username, address };
    await throttle.begin(attempt);
    const found = await storage.directory.findLogin(tenant.id, username);
    // An unknown user costs the same time as a wrong password.
    const right = await verifyPassword(password, found?.passwordHash ?? decoyHash);
    const company = found?.companies.find(({ id }) => id === companyId);
    if (!right || !found || !company) throw authError('server.login_refused');
    await throttle.succeeded(attempt);

    const now = clock();
    const { stored, session } = mint(now);
    const scope = { tenantId: tenant.id, companyId, technicianId: found.technician.id };
    const opened = await storage.sessions.open(scope, stored, found.passwordHash, now.toISOString());
    if (!opened) throw authError('server.login_refused');
    return session(opened);
  }

  return {
    async login(tenant, request, address) {
      // Before the attempt is counted: one whose password nobody looked at holds nobody back.
      if (loginsUnderWay >= mostLogins) throw authError('server.logins_busy');
      loginsUnderWay += 1;
      try {
        return await login(tenant, request, address);
      } finally {
        loginsUnderWay -= 1;
      }
    },

    async refresh(refreshToken, retryKey, tenantId) {
      const now = clock();
      const { stored, session } = mint(now);
      const result = await storage.sessions.rotate(
        hashToken(refreshToken),
        stored,
        retryKey === null ? null : hashToken(retryKey),
        tenantId,
        now.toISOString(),
      );
      if (result.kind === 'rotated') return session(result.signedIn);
      if (result.kind === 'reused') throw authError('server.refresh_reused');
      throw authError(result.kind === 'ended' ? 'server.session_ended' : 'server.refresh_refused');
    },

    async authenticate(accessToken) {
      const found = await storage.sessions.findByAccessHash(hashToken(accessToken), clock().toISOString());
      if (found === 'expired') throw authError('server.token_expired');
      if (found === 'ended') throw authError('server.session_ended');
      if (found === null) throw authError('server.unauthenticated');
      return found;
    },

    isOpen: ({ scope, sessionId }) => storage.sessions.isOpen(scope, sessionId, clock().toISOString()),

    logout: ({ scope, sessionId }) => storage.sessions.end(scope, sessionId, clock().toISOString()),
  };
}

function after(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
