import { defineErrors } from '@field/core';

/** Errors of the command line itself: what was typed, not what an OLT said. */
export const cliError = defineErrors({
  'cli.usage': {
    retryable: false,
    en: ['This command line is not understood: {problem}.', 'field-olt --help shows the commands.'],
    'pt-BR': ['Esta linha de comando não foi entendida: {problem}.', 'field-olt --help mostra os comandos.'],
    es: ['No se entiende esta línea de comandos: {problem}.', 'field-olt --help muestra los comandos.'],
  },
  'cli.bad_argument': {
    retryable: false,
    en: ['{argument} is not valid: {reason}.', 'See --help for the form it takes.'],
    'pt-BR': ['{argument} não é válido: {reason}.', 'Veja --help para a forma esperada.'],
    es: ['{argument} no es válido: {reason}.', 'Vea --help para la forma esperada.'],
  },
  'cli.one_olt': {
    retryable: false,
    en: ['{command} takes one OLT at a time.', 'Name one OLT; commands that only read take several.'],
    'pt-BR': [
      '{command} aceita uma OLT por vez.',
      'Indique uma OLT; os comandos que só leem aceitam várias.',
    ],
    es: ['{command} acepta una OLT a la vez.', 'Indique una OLT; los comandos que solo leen aceptan varias.'],
  },
  'cli.bad_inventory': {
    retryable: false,
    en: ['The inventory {file} is not valid: {reason}.', 'Correct the file and try again.'],
    'pt-BR': ['O inventário {file} não é válido: {reason}.', 'Corrija o arquivo e tente de novo.'],
    es: ['El inventario {file} no es válido: {reason}.', 'Corrija el archivo e intente de nuevo.'],
  },
  'cli.not_readable': {
    retryable: false,
    en: ['{file} cannot be read: {reason}.', 'Check the path and the rights.'],
    'pt-BR': ['Não foi possível ler {file}: {reason}.', 'Confira o caminho e as permissões.'],
    es: ['No se puede leer {file}: {reason}.', 'Revise la ruta y los permisos.'],
  },
  'cli.not_writable': {
    retryable: false,
    en: [
      '{file} cannot be written: {reason}.',
      'Name a file that is not there yet, in a folder you may write to.',
    ],
    'pt-BR': [
      'Não foi possível gravar {file}: {reason}.',
      'Indique um arquivo que ainda não existe, em uma pasta em que você pode gravar.',
    ],
    es: [
      'No se puede escribir {file}: {reason}.',
      'Indique un archivo que aún no exista, en una carpeta en la que pueda escribir.',
    ],
  },
  'cli.case_differs': {
    retryable: false,
    en: [
      'The recorded case does not replay: {reading} gives other rows with the names replaced.',
      'Nothing was written. A name may be an ordinary word of the OLT; record fewer readings, or another port.',
    ],
    'pt-BR': [
      'O caso gravado não se repete: {reading} dá outras linhas com os nomes trocados.',
      'Nada foi gravado. Um nome pode ser uma palavra comum da OLT; grave menos leituras, ou outra porta.',
    ],
    es: [
      'El caso grabado no se reproduce: {reading} da otras filas con los nombres cambiados.',
      'No se escribió nada. Un nombre puede ser una palabra corriente de la OLT; grabe menos lecturas, u otro puerto.',
    ],
  },
  'cli.no_parser': {
    retryable: false,
    en: ['No parser of {vendor} reads the command {command}.', 'Known commands: {known}'],
    'pt-BR': ['Nenhum leitor de {vendor} entende o comando {command}.', 'Comandos conhecidos: {known}'],
    es: ['Ningún lector de {vendor} entiende el comando {command}.', 'Comandos conocidos: {known}'],
  },
  'cli.declined': {
    retryable: false,
    en: ['Not confirmed.', 'Nothing was sent.'],
    'pt-BR': ['Não confirmado.', 'Nada foi enviado.'],
    es: ['No confirmado.', 'No se envió nada.'],
  },
});
