import { defineProblems } from '../problem/define-problems.ts';

/** What stands between this server and a provider's other system. */
export const backendError = defineProblems({
  'server.backend_unreachable': {
    status: 503,
    retryable: true,
    en: ['{backend} cannot be reached: {reason}.', 'Check its address and the network; it is tried again.'],
    'pt-BR': [
      'Não foi possível acessar {backend}: {reason}.',
      'Confira o endereço e a rede; haverá nova tentativa.',
    ],
    es: [
      'No se puede acceder a {backend}: {reason}.',
      'Revise la dirección y la red; se intentará de nuevo.',
    ],
  },
  'server.backend_no_answer': {
    status: 504,
    retryable: true,
    en: ['{backend} did not answer {what}.', 'It is read back before anything is sent again.'],
    'pt-BR': ['{backend} não respondeu {what}.', 'Será conferido antes de qualquer novo envio.'],
    es: ['{backend} no respondió {what}.', 'Se verificará antes de enviar de nuevo.'],
  },
  'server.backend_denied': {
    status: 502,
    retryable: true,
    en: [
      '{backend} lets this server not in: {reason}.',
      'Check the token and the list of allowed addresses there.',
    ],
    'pt-BR': ['{backend} não aceita este servidor: {reason}.', 'Confira o token e os IPs liberados lá.'],
    es: ['{backend} no acepta este servidor: {reason}.', 'Revise allí el token y las IP permitidas.'],
  },
  'server.backend_not_released': {
    status: 502,
    en: ['{backend} does not release {what} to this token.', 'Ask its maker or turn the capability off.'],
    'pt-BR': ['{backend} não libera {what} para este token.', 'Peça a liberação ou desative a capacidade.'],
    es: ['{backend} no habilita {what} para este token.', 'Pida que se habilite o desactive la capacidad.'],
  },
  'server.backend_refused': {
    status: 502,
    en: ['{backend} refused {what}: {reason}.', 'Mend it there or here, then retry or skip the operation.'],
    'pt-BR': ['{backend} recusou {what}: {reason}.', 'Corrija lá ou aqui e repita ou pule a operação.'],
    es: ['{backend} rechazó {what}: {reason}.', 'Corríjalo allí o aquí y repita u omita la operación.'],
  },
  'server.backend_malformed': {
    status: 502,
    retryable: true,
    en: [
      '{backend} answered {what} with something else than its interface says: {reason}.',
      'It is read back and tried again.',
    ],
    'pt-BR': [
      '{backend} respondeu {what} fora do padrão da interface: {reason}.',
      'Será conferido e tentado de novo.',
    ],
    es: [
      '{backend} respondió {what} fuera de lo que dice su interfaz: {reason}.',
      'Se verificará e intentará de nuevo.',
    ],
  },
  'server.backend_filter_ignored': {
    status: 502,
    retryable: true,
    en: [
      '{backend} ignored a filter of {what} and has too many rows to read.',
      'Nothing was concluded from it.',
    ],
    'pt-BR': [
      '{backend} ignorou um filtro de {what} e tem linhas demais para ler.',
      'Nada foi concluído disso.',
    ],
    es: ['{backend} ignoró un filtro de {what} y tiene demasiadas filas.', 'No se concluyó nada de ello.'],
  },
});
