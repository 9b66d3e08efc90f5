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
