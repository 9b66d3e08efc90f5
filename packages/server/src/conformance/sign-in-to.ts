import { Session, TenantDiscovery } from '@field/core';
import type { ConformanceLogin } from './bench.ts';
import type { Answer, Call } from './caller.ts';
import { conformanceError } from './conformance-errors.ts';
import { expectShape, expectStatus, expectThat } from './expect-that.ts';

/**
 * Of how many companies somebody is tried for whose company was not told. A server makes those wait who try on, and tries for companies
 * count as guesses.
 */
const triedCompanies = 3;

/**
 * Signs people in, for the company that is told, or the first of a few that takes them; which that is is remembered.
 * @throws FieldError `server.conformance_company_missing`, `server.conformance_company_unknown`, `server.conformance_login_refused`
 */
export function signInTo(call: Call, url: string) {
  const known = new Map<string, string>();

  async function listCompanies(): Promise<TenantDiscovery['companies']> {
    const answer = await call('GET', '/.well-known/field-service.json');
    expectStatus(answer, 200);
    return expectShape(answer, TenantDiscovery).companies;
  }

  async function candidates(username: string): Promise<string[]> {
    const companies = await listCompanies();
    expectThat(companies.length > 0, 'the discovery document names no company');
    if (companies.length <= triedCompanies) return companies.map(({ id }) => id);
    const details = { url, username, count: companies.length, companies: listed(companies) };
    throw conformanceError('server.conformance_company_missing', details);
  }

  async function refusal(username: string, tried: readonly string[], answer: Answer) {
    const company = tried.join(', ');
    // A server whose discovery document cannot be read has other worries than the name of a company.
    const companies = await listCompanies().catch(() => []);
    if (companies.length > 0 && !companies.some(({ id }) => tried.includes(id))) {
      const details = { url, company, companies: listed(companies) };
      return conformanceError('server.conformance_company_unknown', details);
    }
    const wait = answer.headers.get('retry-after');
    const reason = `${answer.request} answered ${answer.status}${answer.problem ? ` ${answer.problem.code}` : ''}`;
    const details = { url, username, company, reason: wait ? `${reason}, wait ${wait} s` : reason };
    return conformanceError('server.conformance_login_refused', details);
  }

  return async ({ username, password, companyId }: ConformanceLogin): Promise<Session> => {
    const told = companyId ?? known.get(username);
    const tried = told === undefined ? await candidates(username) : [told];
    let answer: Answer | undefined;
    for (const company of tried) {
      answer = await call('POST', '/v1/login', { body: { username, password, companyId: company } });
      if (answer.status !== 200) continue;
      known.set(username, company);
      return expectShape(answer, Session);
    }
    if (answer && answer.status >= 400 && answer.status < 500) throw await refusal(username, tried, answer);
    expectThat(answer !== undefined, 'nobody could be signed in');
    expectStatus(answer, 200);
    return expectShape(answer, Session);
  };
}

/** The first of them, as `matriz (Matriz Ltda)`. */
function listed(companies: TenantDiscovery['companies']): string {
  const first = companies.slice(0, 20).map(({ id, name }) => `${id} (${name})`);
  return [...first, ...(companies.length > 20 ? ['…'] : [])].join(', ');
}
