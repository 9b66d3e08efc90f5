import { defineProblems } from '../problem/define-problems.ts';

/** What keeps the `field-server` command from doing its work. */
export const cliError = defineProblems({
  'server.configuration_invalid': {
    status: 500,
    en: ['The configuration is not valid. {problems}', 'Mend what is named and start again.'],
    'pt-BR': ['A configuração não é válida. {problems}', 'Corrija o que foi indicado e inicie de novo.'],
    es: ['La configuración no es válida. {problems}', 'Corrija lo indicado e inicie de nuevo.'],
  },
  'server.variable_misspelt': {
    status: 500,
    en: ['No setting is read from {variables}.', 'Mend the name or take the variable away, and start again.'],
    'pt-BR': [
      'Nenhuma configuração é lida de {variables}.',
      'Corrija o nome ou remova a variável e inicie de novo.',
    ],
    es: ['Ningún ajuste se lee de {variables}.', 'Corrija el nombre o quite la variable, e inicie de nuevo.'],
  },
  'server.variable_unread': {
    status: 500,
    en: ['Nothing reads {variables}.', '`field-server --help` names every setting.'],
    'pt-BR': ['Nada lê {variables}.', '`field-server --help` lista todas as configurações.'],
    es: ['Nada lee {variables}.', '`field-server --help` nombra todos los ajustes.'],
  },
  'server.file_unreadable': {
    status: 500,
    en: ['The file {file} cannot be read: {reason}.', 'Check the name and its permissions.'],
    'pt-BR': ['Não foi possível ler o arquivo {file}: {reason}.', 'Confira o nome e as permissões.'],
    es: ['No se puede leer el archivo {file}: {reason}.', 'Revise el nombre y los permisos.'],
  },
  'server.database_in_use': {
    status: 500,
    en: ['Another server runs on {path}.', 'End it first; several servers share PostgreSQL (DATABASE_URL).'],
    'pt-BR': [
      'Outro servidor já usa {path}.',
      'Encerre-o antes; vários servidores compartilham o PostgreSQL (DATABASE_URL).',
    ],
    es: [
      'Otro servidor ya usa {path}.',
      'Termínelo antes; varios servidores comparten PostgreSQL (DATABASE_URL).',
    ],
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
  'server.backup_not_ours': {
    status: 500,
    en: [
      'A PostgreSQL database is copied with pg_dump.',
      'Run it as a superuser or a role with BYPASSRLS, then copy the evidence folder; see docs/guides/run-a-server.md.',
    ],
    'pt-BR': [
      'Um banco PostgreSQL é copiado com pg_dump.',
      'Execute-o como superusuário ou com um papel BYPASSRLS e depois copie a pasta de evidências; veja docs/guides/run-a-server.md.',
    ],
    es: [
      'Una base PostgreSQL se copia con pg_dump.',
      'Ejecútelo como superusuario o con un rol BYPASSRLS y copie después la carpeta de evidencias; vea docs/guides/run-a-server.md.',
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
