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
