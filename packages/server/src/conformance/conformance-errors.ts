import { defineProblems } from '../problem/define-problems.ts';

/** What keeps the conformance suite from running, and what it says of a promise that is not kept. */
export const conformanceError = defineProblems({
  'server.conformance_not_started': {
    status: 500,
    en: [
      'The suite cannot work with {url}: {reason}.',
      'Give the address of a server with a test tenant, and a technician who has open tickets there.',
    ],
    'pt-BR': [
      'A suíte não consegue trabalhar com {url}: {reason}.',
      'Indique um servidor com um provedor de teste e um técnico com chamados abertos nele.',
    ],
    es: [
      'La suite no puede trabajar con {url}: {reason}.',
      'Indique un servidor con un proveedor de prueba y un técnico con tickets abiertos en él.',
    ],
  },
  'server.conformance_company_missing': {
    status: 500,
    en: [
      '{url} has {count} companies, and which of them {username} signs in for was not told: {companies}.',
      'Run it again with --company and one of these ids (`companyId` of `runConformance`).',
    ],
    'pt-BR': [
      '{url} tem {count} empresas, e não foi dito em qual delas {username} entra: {companies}.',
      'Rode de novo com --company e um destes ids (`companyId` de `runConformance`).',
    ],
    es: [
      '{url} tiene {count} empresas y no se dijo en cuál de ellas entra {username}: {companies}.',
      'Ejecútela de nuevo con --company y uno de estos ids (`companyId` de `runConformance`).',
    ],
  },
  'server.conformance_company_unknown': {
    status: 500,
    en: [
      '{url} has no company {company}; it has {companies}.',
      'Run it again with --company and one of these ids.',
    ],
    'pt-BR': [
      '{url} não tem a empresa {company}; tem {companies}.',
      'Rode de novo com --company e um destes ids.',
    ],
    es: [
      '{url} no tiene la empresa {company}; tiene {companies}.',
      'Ejecútela de nuevo con --company y uno de estos ids.',
    ],
  },
  'server.conformance_login_refused': {
    status: 500,
    en: [
      '{url} does not let {username} in for {company}: {reason}.',
      'Check the user, the password and --company. Where it says to wait, wait: guesses are counted.',
    ],
    'pt-BR': [
      '{url} não deixa {username} entrar em {company}: {reason}.',
      'Confira o usuário, a senha e --company. Se pede para esperar, espere: tentativas são contadas.',
    ],
    es: [
      '{url} no deja entrar a {username} en {company}: {reason}.',
      'Revise el usuario, la contraseña y --company. Si pide esperar, espere: los intentos se cuentan.',
    ],
  },
  'server.conformance_password_missing': {
    status: 500,
    en: ['The password of {username} was not told.', 'Set {variable} in the environment and run it again.'],
    'pt-BR': ['A senha de {username} não foi informada.', 'Defina {variable} no ambiente e rode de novo.'],
    es: [
      'No se indicó la contraseña de {username}.',
      'Defina {variable} en el entorno y ejecútela de nuevo.',
    ],
  },
  'server.conformance_promise_unknown': {
    status: 500,
    en: ['There is no promise {id}. There are {known}.', 'Name one of these.'],
    'pt-BR': ['Não há a promessa {id}. Há {known}.', 'Indique uma destas.'],
    es: ['No existe la promesa {id}. Existen {known}.', 'Indique una de estas.'],
  },
  'server.promise_broken': {
    status: 500,
    en: ['The promise is not kept: {reason}.', 'See the Field protocol for what is expected.'],
    'pt-BR': ['A promessa não é cumprida: {reason}.', 'Veja no protocolo Field o que é esperado.'],
    es: ['La promesa no se cumple: {reason}.', 'Vea en el protocolo Field lo que se espera.'],
  },
  'server.promise_untested': {
    status: 500,
    en: ['The promise was not tested: {reason}.', 'Give what is missing and run the suite again.'],
    'pt-BR': ['A promessa não foi testada: {reason}.', 'Informe o que falta e rode a suíte de novo.'],
    es: ['La promesa no se probó: {reason}.', 'Indique lo que falta y ejecute la suite de nuevo.'],
  },
});
