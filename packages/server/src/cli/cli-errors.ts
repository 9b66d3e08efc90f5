import { defineProblems } from '../problem/define-problems.ts';

/** What keeps the `field-server` command from doing its work. */
export const cliError = defineProblems({
  'server.configuration_invalid': {
    status: 500,
    en: ['The configuration is not valid. {problems}', 'Mend what is named and start again.'],
    'pt-BR': ['A configuração não é válida. {problems}', 'Corrija o que foi indicado e inicie de novo.'],
    es: ['La configuración no es válida. {problems}', 'Corrija lo indicado e inicie de nuevo.'],
  },
  'server.file_unreadable': {
    status: 500,
    en: ['The file {file} cannot be read: {reason}.', 'Check the name and its permissions.'],
    'pt-BR': ['Não foi possível ler o arquivo {file}: {reason}.', 'Confira o nome e as permissões.'],
    es: ['No se puede leer el archivo {file}: {reason}.', 'Revise el nombre y los permisos.'],
  },
  'server.operation_not_refused': {
    status: 409,
    en: [
      'No operation {number} is refused.',
      'Look at `field-server outgoing list` for those that wait for you.',
    ],
    'pt-BR': [
      'A operação {number} não está recusada.',
      'Veja as que esperam por você em `field-server outgoing list`.',
    ],
    es: [
      'La operación {number} no está rechazada.',
      'Vea las que le esperan con `field-server outgoing list`.',
    ],
  },
  'server.backup_failed': {
    status: 500,
    en: ['The backup was not made: {reason}.', 'Give a folder that does not exist yet, on a disk with room.'],
    'pt-BR': [
      'A cópia não foi feita: {reason}.',
      'Indique uma pasta que ainda não existe, em um disco com espaço.',
    ],
    es: ['No se hizo la copia: {reason}.', 'Indique una carpeta que aún no exista, en un disco con espacio.'],
  },
});
