import { defineProblems } from './problem/define-problems.ts';

/** What keeps a server from starting. */
export const startError = defineProblems({
  'server.not_listening': {
    status: 500,
    en: ['The server cannot listen on {host} port {port}: {reason}.', 'Choose another port or address.'],
    'pt-BR': [
      'O servidor não consegue escutar em {host} porta {port}: {reason}.',
      'Escolha outra porta ou endereço.',
    ],
    es: [
      'El servidor no puede escuchar en {host} puerto {port}: {reason}.',
      'Elija otro puerto o dirección.',
    ],
  },
});
