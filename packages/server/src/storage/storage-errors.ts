import { defineProblems } from '../problem/define-problems.ts';

/** Errors of the database and of what is kept in it. */
export const storageError = defineProblems({
  'server.storage_not_opened': {
    status: 500,
    en: [
      'The database {path} cannot be opened: {reason}.',
      'Check that its folder exists and may be written; of PostgreSQL, that it runs, and user, password and name in its address.',
    ],
    'pt-BR': [
      'Não foi possível abrir o banco de dados {path}: {reason}.',
      'Confira se a pasta existe e permite escrita; no PostgreSQL, se ele está no ar, e usuário, senha e nome no endereço.',
    ],
    es: [
      'No se puede abrir la base de datos {path}: {reason}.',
      'Revise que la carpeta exista y permita escritura; en PostgreSQL, que esté activo, y usuario, contraseña y nombre en la dirección.',
    ],
  },
  'server.storage_unavailable': {
    status: 503,
    retryable: true,
    en: [
      'The server cannot reach its database, or its disk is full or failing.',
      'Try again later; if it stays, tell your provider the number {traceId}.',
    ],
    'pt-BR': [
      'O servidor não alcança o banco de dados, ou o disco está cheio ou com defeito.',
      'Tente de novo mais tarde; se continuar, informe ao provedor o número {traceId}.',
    ],
    es: [
      'El servidor no alcanza su base de datos, o el disco está lleno o falla.',
      'Intente más tarde; si sigue, indique a su proveedor el número {traceId}.',
    ],
  },
  'server.sync_restart': {
    status: 410,
    en: ['This list cannot be continued from its cursor.', 'Load it again from the start, without a cursor.'],
    'pt-BR': ['Não é possível continuar a lista deste cursor.', 'Carregue-a de novo do início, sem cursor.'],
    es: [
      'No se puede continuar la lista desde este cursor.',
      'Cárguela de nuevo desde el inicio, sin cursor.',
    ],
  },
  'server.secret_key_invalid': {
    status: 500,
    en: [
      'The key for stored secrets must be 32 bytes, or 64 hexadecimal digits.',
      'Make one with `openssl rand -hex 32` and keep it outside the database.',
    ],
    'pt-BR': [
      'A chave dos segredos guardados deve ter 32 bytes ou 64 dígitos hexadecimais.',
      'Gere uma com `openssl rand -hex 32` e guarde-a fora do banco de dados.',
    ],
    es: [
      'La clave de los secretos guardados debe tener 32 bytes o 64 dígitos hexadecimales.',
      'Genere una con `openssl rand -hex 32` y guárdela fuera de la base de datos.',
    ],
  },
  'server.secret_key_missing': {
    status: 500,
    en: [
      'The storage was opened without a key, so it cannot keep or show secrets.',
      'Give openSqliteStorage a secretKey; make one with `openssl rand -hex 32`.',
    ],
    'pt-BR': [
      'O armazenamento foi aberto sem chave e não pode guardar nem mostrar segredos.',
      'Informe secretKey em openSqliteStorage; gere uma com `openssl rand -hex 32`.',
    ],
    es: [
      'El almacenamiento se abrió sin clave y no puede guardar ni mostrar secretos.',
      'Indique secretKey en openSqliteStorage; genere una con `openssl rand -hex 32`.',
    ],
  },
  'server.secret_unreadable': {
    status: 500,
    en: [
      'A stored secret cannot be decrypted.',
      'Start the server with the key that was used when the secret was stored.',
    ],
    'pt-BR': [
      'Não foi possível decifrar um segredo guardado.',
      'Inicie o servidor com a chave usada quando o segredo foi guardado.',
    ],
    es: [
      'No se puede descifrar un secreto guardado.',
      'Inicie el servidor con la clave usada cuando se guardó el secreto.',
    ],
  },
  'server.tenant_crossed': {
    status: 500,
    en: [
      'A statement reached beyond its tenant ({place}) and was not run.',
      'This is a mistake in the server: report it.',
    ],
    'pt-BR': [
      'Um comando saiu do seu provedor ({place}) e não foi executado.',
      'É um erro do servidor: comunique-o.',
    ],
    es: [
      'Una sentencia salió de su proveedor ({place}) y no se ejecutó.',
      'Es un error del servidor: infórmelo.',
    ],
  },
  'server.database_user_unbound': {
    status: 500,
    en: [
      'The database user {user} is not bound by row-level security.',
      'Connect as an ordinary user that owns the database: CREATE ROLE field LOGIN; ALTER DATABASE … OWNER TO field.',
    ],
    'pt-BR': [
      'O usuário {user} do banco não está sujeito à segurança por linha.',
      'Conecte com um usuário comum, dono do banco: CREATE ROLE field LOGIN; ALTER DATABASE … OWNER TO field.',
    ],
    es: [
      'El usuario {user} de la base no está sujeto a la seguridad por fila.',
      'Conéctese con un usuario común, dueño de la base: CREATE ROLE field LOGIN; ALTER DATABASE … OWNER TO field.',
    ],
  },
  'server.domain_taken': {
    status: 409,
    en: ['The domain {domain} belongs to another tenant.', 'Give each domain to one tenant only.'],
    'pt-BR': ['O domínio {domain} pertence a outro provedor.', 'Dê cada domínio a um só provedor.'],
    es: ['El dominio {domain} pertenece a otro proveedor.', 'Asigne cada dominio a un solo proveedor.'],
  },
});
