import * as z from 'zod/mini';
import { dateTime, id, text } from '../schema/primitives.ts';
import { Company, Person } from '../tenant/tenant.ts';

/** User, password and company, as the login screen asks for them. The password is never echoed in an issue. */
export const LoginRequest = z.object({
  username: text(200, 1),
  password: text(1024, 1),
  companyId: id(),
});
export type LoginRequest = z.infer<typeof LoginRequest>;

/** A signed-in technician. Both tokens are secrets: keep them in secure storage and out of logs. */
export const Session = z.object({
  accessToken: text(4096, 1),
  accessTokenExpiresAt: dateTime(),
  /** Good for one use: every refresh answers a new one. */
  refreshToken: text(4096, 1),
  technician: Person,
  company: Company,
  tenantId: id(),
});
export type Session = z.infer<typeof Session>;

/** Trades a refresh token for a new {@link Session}. */
export const RefreshRequest = z.object({ refreshToken: text(4096, 1) });
export type RefreshRequest = z.infer<typeof RefreshRequest>;
