import { defineProblems } from '../problem/define-problems.ts';

/** Errors of finding the tenant and signing in. */
export const authError = defineProblems({
  'server.tenant_unknown': {
    status: 404,
    en: ['No provider is known under {domain}.', 'Check the domain with your provider.'],
    'pt-BR': ['Nenhum provedor é conhecido em {domain}.', 'Confira o domínio com o seu provedor.'],
    es: ['No se conoce ningún proveedor en {domain}.', 'Revise el dominio con su proveedor.'],
  },
  'server.login_refused': {
    status: 401,
    en: ['User, password or company is wrong.', 'Check all three and try again.'],
    'pt-BR': ['Usuário, senha ou empresa incorretos.', 'Confira os três e tente de novo.'],
    es: ['Usuario, contraseña o empresa incorrectos.', 'Revise los tres e intente de nuevo.'],
  },
  'server.login_throttled': {
    status: 429,
    retryable: true,
    en: ['Too many failed logins.', 'Try again in {retryAfterSeconds} seconds.'],
    'pt-BR': ['Tentativas de acesso demais.', 'Tente de novo em {retryAfterSeconds} segundos.'],
    es: ['Demasiados intentos de acceso.', 'Intente de nuevo en {retryAfterSeconds} segundos.'],
  },
  'server.logins_busy': {
    status: 503,
    retryable: true,
    en: ['Too many people are signing in at once.', 'Try again in a few seconds.'],
    'pt-BR': ['Gente demais entrando ao mesmo tempo.', 'Tente de novo em alguns segundos.'],
    es: ['Demasiada gente está entrando a la vez.', 'Intente de nuevo en unos segundos.'],
  },
  'server.unauthenticated': {
    status: 401,
    en: ['A valid access token is missing.', 'Sign in again.'],
    'pt-BR': ['Falta um token de acesso válido.', 'Entre de novo.'],
    es: ['Falta un token de acceso válido.', 'Inicie sesión de nuevo.'],
  },
  'server.token_expired': {
    status: 401,
    en: ['The access token has expired.', 'Refresh the session, or sign in again.'],
    'pt-BR': ['O token de acesso expirou.', 'Renove a sessão ou entre de novo.'],
    es: ['El token de acceso expiró.', 'Renueve la sesión o inicie sesión de nuevo.'],
  },
  'server.session_ended': {
    status: 401,
    en: ['This session has ended.', 'Sign in again.'],
    'pt-BR': ['Esta sessão foi encerrada.', 'Entre de novo.'],
    es: ['Esta sesión terminó.', 'Inicie sesión de nuevo.'],
  },
  'server.role_missing': {
    status: 403,
    en: ['This is for the role {needed}, which you do not have.', 'Ask an administrator of your provider.'],
    'pt-BR': ['Isto é para a função {needed}, que você não tem.', 'Peça a um administrador do provedor.'],
    es: ['Esto es para el rol {needed}, que usted no tiene.', 'Pida a un administrador de su proveedor.'],
  },
  'server.refresh_refused': {
    status: 401,
    en: ['The refresh token is not valid.', 'Sign in again.'],
    'pt-BR': ['O token de renovação não é válido.', 'Entre de novo.'],
    es: ['El token de renovación no es válido.', 'Inicie sesión de nuevo.'],
  },
  'server.refresh_reused': {
    status: 401,
    en: ['The refresh token was used before, so its session was ended.', 'Sign in again.'],
    'pt-BR': ['O token de renovação já foi usado; a sessão foi encerrada.', 'Entre de novo.'],
    es: ['El token de renovación ya fue usado; la sesión se cerró.', 'Inicie sesión de nuevo.'],
  },
});
