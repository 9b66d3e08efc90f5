import { dateTime, type Infer, id, object, personal, secret, text } from '../schema/schema.ts';
import { Company, Person } from '../tenant/tenant.ts';

/** User, password and company, as the login screen asks for them. The password is never echoed in an issue. */
export const LoginRequest = object({
  username: personal(text(200, 1)),
  password: secret(text(1024, 1)),
  companyId: id(),
});
export type LoginRequest = Infer<typeof LoginRequest>;

/** A signed-in technician. Both tokens are secrets: keep them in secure storage and out of logs. */
export const Session = object({
  accessToken: secret(text(4096, 1)),
  accessTokenExpiresAt: dateTime(),
  /** Good for one use: every refresh answers a new one. */
  refreshToken: secret(text(4096, 1)),
  technician: Person,
  company: Company,
  tenantId: id(),
});
export type Session = Infer<typeof Session>;

/** Trades a refresh token for a new {@link Session}. */
export const RefreshRequest = object({ refreshToken: secret(text(4096, 1)) });
export type RefreshRequest = Infer<typeof RefreshRequest>;
