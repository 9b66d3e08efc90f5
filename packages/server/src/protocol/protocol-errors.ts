import { defineProblems } from '../problem/define-problems.ts';

/** Errors of the protocol itself: what was asked, and how. */
export const protocolError = defineProblems({
  'server.route_unknown': {
    status: 404,
    en: ['There is nothing at {path}.', 'See /openapi.json for what there is.'],
    'pt-BR': ['Não há nada em {path}.', 'Veja em /openapi.json o que existe.'],
    es: ['No hay nada en {path}.', 'Vea en /openapi.json lo que existe.'],
  },
  'server.method_not_allowed': {
    status: 405,
    en: ['{method} is not possible at {path}.', 'Use one of: {allow}.'],
    'pt-BR': ['{method} não é possível em {path}.', 'Use um destes: {allow}.'],
    es: ['{method} no es posible en {path}.', 'Use uno de: {allow}.'],
  },
  'server.not_found': {
    status: 404,
    en: ['This does not exist, or is not yours.', 'Load the list again.'],
    'pt-BR': ['Isto não existe ou não é seu.', 'Carregue a lista de novo.'],
    es: ['Esto no existe o no es suyo.', 'Cargue la lista de nuevo.'],
  },
  'server.malformed_json': {
    status: 400,
    en: ['The body is not JSON.', 'Send a JSON object in UTF-8.'],
    'pt-BR': ['O corpo não é JSON.', 'Envie um objeto JSON em UTF-8.'],
    es: ['El cuerpo no es JSON.', 'Envíe un objeto JSON en UTF-8.'],
  },
  'server.malformed_text': {
    status: 400,
    en: ['The body is not text in UTF-8.', 'Save the file as UTF-8 and send it again.'],
    'pt-BR': ['O corpo não é texto em UTF-8.', 'Salve o arquivo em UTF-8 e envie de novo.'],
    es: ['El cuerpo no es texto en UTF-8.', 'Guarde el archivo en UTF-8 y envíelo de nuevo.'],
  },
  'server.bad_header': {
    status: 400,
    en: ['The header {header} is not valid.', 'It must be {expected}.'],
    'pt-BR': ['O cabeçalho {header} não é válido.', 'Deve ser {expected}.'],
    es: ['La cabecera {header} no es válida.', 'Debe ser {expected}.'],
  },
  'server.unsupported_media_type': {
    status: 415,
    en: ['The content type {mediaType} is not taken here.', 'Send one of: {allowed}.'],
    'pt-BR': ['O tipo de conteúdo {mediaType} não é aceito aqui.', 'Envie um destes: {allowed}.'],
    es: ['El tipo de contenido {mediaType} no se acepta aquí.', 'Envíe uno de: {allowed}.'],
  },
  'server.body_too_large': {
    status: 413,
    en: ['The body is larger than {maxBytes} bytes.', 'Send a smaller one; shrink the photo.'],
    'pt-BR': ['O corpo é maior que {maxBytes} bytes.', 'Envie um menor; reduza a foto.'],
    es: ['El cuerpo es mayor que {maxBytes} bytes.', 'Envíe uno menor; reduzca la foto.'],
  },
  'server.body_too_slow': {
    status: 408,
    retryable: true,
    en: ['The body stopped arriving.', 'Try again where the signal is better.'],
    'pt-BR': ['O envio parou no meio.', 'Tente de novo onde o sinal for melhor.'],
    es: ['El envío se detuvo a mitad.', 'Intente de nuevo donde haya mejor señal.'],
  },
  'server.body_broken_off': {
    status: 400,
    retryable: true,
    en: ['The body ended too early.', 'Send it again.'],
    'pt-BR': ['O envio terminou antes da hora.', 'Envie de novo.'],
    es: ['El envío terminó antes de tiempo.', 'Envíelo de nuevo.'],
  },
  'server.malformed_request': {
    status: 400,
    en: [
      'This is no HTTP request.',
      'Speak HTTP/1.1; where TLS is wanted, a proxy is in front of the server.',
    ],
    'pt-BR': ['Isto não é um pedido HTTP.', 'Use HTTP/1.1; para TLS há um proxy na frente do servidor.'],
    es: ['Esto no es una solicitud HTTP.', 'Use HTTP/1.1; para TLS hay un proxy delante del servidor.'],
  },
  'server.headers_too_large': {
    status: 431,
    en: ['The headers are too large.', 'Send fewer and shorter ones.'],
    'pt-BR': ['Os cabeçalhos são grandes demais.', 'Envie menos cabeçalhos, e mais curtos.'],
    es: ['Las cabeceras son demasiado grandes.', 'Envíe menos y más cortas.'],
  },
  'server.request_too_slow': {
    status: 408,
    retryable: true,
    en: ['The request did not arrive in time.', 'Try again where the signal is better.'],
    'pt-BR': ['O pedido não chegou a tempo.', 'Tente de novo onde o sinal for melhor.'],
    es: ['La solicitud no llegó a tiempo.', 'Intente de nuevo donde haya mejor señal.'],
  },
  'server.idempotency_mismatch': {
    status: 422,
    en: [
      'This Idempotency-Key was used for another request.',
      'Use a new key for a new change, the same key only to repeat one.',
    ],
    'pt-BR': [
      'Esta Idempotency-Key já foi usada em outro pedido.',
      'Use uma chave nova para cada alteração; repita a chave só para repetir o mesmo pedido.',
    ],
    es: [
      'Esta Idempotency-Key ya se usó en otra solicitud.',
      'Use una clave nueva para cada cambio; repita la clave solo para repetir la misma solicitud.',
    ],
  },
  'server.ticket_changed': {
    status: 412,
    en: [
      'The ticket has changed since it was read.',
      'Load it again and repeat the change if it still fits.',
    ],
    'pt-BR': [
      'O chamado mudou desde que foi lido.',
      'Carregue-o de novo e repita a alteração se ainda fizer sentido.',
    ],
    es: ['El ticket cambió desde que se leyó.', 'Cárguelo de nuevo y repita el cambio si aún corresponde.'],
  },
  'server.record_changed': {
    status: 412,
    en: [
      'This was changed or removed since it was read.',
      'Load it again and repeat the change if it still fits.',
    ],
    'pt-BR': [
      'Isto foi alterado ou removido desde que foi lido.',
      'Carregue-o de novo e repita a alteração se ainda fizer sentido.',
    ],
    es: [
      'Esto fue cambiado o quitado desde que se leyó.',
      'Cárguelo de nuevo y repita el cambio si aún corresponde.',
    ],
  },
  'server.precondition_required': {
    status: 428,
    en: ['This server wants to know which version is changed.', 'Send the ETag that was read as If-Match.'],
    'pt-BR': ['Este servidor exige saber qual versão é alterada.', 'Envie em If-Match o ETag que foi lido.'],
    es: ['Este servidor exige saber qué versión se cambia.', 'Envíe en If-Match el ETag que se leyó.'],
  },
  'server.idempotency_key_required': {
    status: 428,
    en: [
      'This server takes changes only with an Idempotency-Key.',
      'Send a UUID, a new one for each change.',
    ],
    'pt-BR': [
      'Este servidor só aceita alterações com Idempotency-Key.',
      'Envie um UUID, um novo para cada alteração.',
    ],
    es: [
      'Este servidor solo acepta cambios con Idempotency-Key.',
      'Envíe un UUID, uno nuevo para cada cambio.',
    ],
  },
  'server.operation_running': {
    status: 409,
    retryable: true,
    en: ['The same change is still running.', 'Ask again in {retryAfterSeconds} seconds.'],
    'pt-BR': [
      'A mesma alteração ainda está em andamento.',
      'Consulte de novo em {retryAfterSeconds} segundos.',
    ],
    es: ['El mismo cambio sigue en curso.', 'Consulte de nuevo en {retryAfterSeconds} segundos.'],
  },
  'server.list_full': {
    status: 409,
    en: ['There may be {most} of these, and no more fit.', 'Remove what is not needed any more.'],
    'pt-BR': ['O máximo aqui é {most}, e não cabe mais.', 'Remova o que não é mais necessário.'],
    es: ['Aquí caben {most} como máximo, y no cabe más.', 'Quite lo que ya no sea necesario.'],
  },
  'server.too_many_requests': {
    status: 429,
    retryable: true,
    en: ['Too many requests came from here.', 'Wait {retryAfterSeconds} seconds and try again.'],
    'pt-BR': ['Chegaram pedidos demais daqui.', 'Espere {retryAfterSeconds} segundos e tente de novo.'],
    es: [
      'Llegaron demasiadas solicitudes desde aquí.',
      'Espere {retryAfterSeconds} segundos e intente de nuevo.',
    ],
  },
  'server.not_ready': {
    status: 503,
    retryable: true,
    en: ['The server cannot answer now.', 'Try again in a few seconds.'],
    'pt-BR': ['O servidor não pode responder agora.', 'Tente de novo em alguns segundos.'],
    es: ['El servidor no puede responder ahora.', 'Intente de nuevo en unos segundos.'],
  },
  'server.internal': {
    status: 500,
    retryable: true,
    en: ['The server failed.', 'Try again; if it stays, tell your provider the number {traceId}.'],
    'pt-BR': ['O servidor falhou.', 'Tente de novo; se continuar, informe ao provedor o número {traceId}.'],
    es: ['El servidor falló.', 'Intente de nuevo; si sigue, indique a su proveedor el número {traceId}.'],
  },
});
