/** A phrase by its English words: the same in Brazilian Portuguese and Spanish. `{name}` stands for a detail of the error. */
type Phrases = Readonly<Record<string, readonly [ptBR: string, es: string]>>;

/** What was going on when an OLT fell silent, hung up or was called off: `doing` of an error's details, said after "while" and "durante". */
export const doings = {
  connecting: ['a conexão', 'la conexión'],
  'connecting a second time': ['uma segunda conexão', 'una segunda conexión'],
  'opening the connection': ['a abertura da conexão', 'la apertura de la conexión'],
  'opening the terminal': ['a abertura do terminal', 'la apertura del terminal'],
  'waiting for the SSH handshake': ['a espera pelo handshake SSH', 'la espera del handshake SSH'],
  'waiting for the SSH authentication': ['a autenticação SSH', 'la autenticación SSH'],
  'waiting for a login prompt': ['a espera pelo prompt de login', 'la espera del prompt de inicio de sesión'],
  'waiting for a free session': ['a espera por uma sessão livre', 'la espera de una sesión libre'],
  'waiting for the session': ['a espera pela sessão', 'la espera de la sesión'],
  'logging in': ['o login', 'el inicio de sesión'],
  'entering the home mode': ['a entrada no modo inicial', 'la entrada al modo inicial'],
  'logging off': ['a saída', 'el cierre de sesión'],
  closing: ['o encerramento', 'el cierre'],
  reading: ['a leitura', 'la lectura'],
  writing: ['o envio', 'el envío'],
  'waiting for a reading': ['a espera por uma leitura', 'la espera de una lectura'],
  'reading back': ['a leitura de volta', 'la lectura de vuelta'],
  'reading a table': ['a leitura de uma tabela', 'la lectura de una tabla'],
  'running "{command}"': ['o comando "{command}"', 'el comando "{command}"'],
  'waiting to send': ['a espera para enviar', 'la espera para enviar'],
  'waiting for the SNMP agent': ['a espera pelo agente SNMP', 'la espera del agente SNMP'],
  'waiting for the reading budget': [
    'a espera pelo limite de leituras',
    'la espera por el límite de lecturas',
  ],
  'waiting for the write lock': ['a espera pela vez de escrever', 'la espera del turno para escribir'],
  'waiting for the OLT': ['a espera pela OLT', 'la espera de la OLT'],
  'waiting for an answer': ['a espera por uma resposta', 'la espera de una respuesta'],
} as const satisfies Phrases;

/** What is wrong with a field of a request: `reason` of `olt.bad_request`, said after "not valid:". */
export const badRequestReasons = {
  missing: ['falta', 'falta'],
  'must be left out for this vendor': [
    'deve ser omitido para este fabricante',
    'debe omitirse para este fabricante',
  ],
  'must be serialNumber for this vendor': [
    'deve ser serialNumber para este fabricante',
    'debe ser serialNumber para este fabricante',
  ],
  'must be serialNumber, serialNumberAndPassword, password or loid': [
    'deve ser serialNumber, serialNumberAndPassword, password ou loid',
    'debe ser serialNumber, serialNumberAndPassword, password o loid',
  ],
  'must be true or false': ['deve ser true ou false', 'debe ser true o false'],
  'must be a whole number from {min} to {max}': [
    'deve ser um número inteiro de {min} a {max}',
    'debe ser un número entero de {min} a {max}',
  ],
  'must have {min} to {max} characters': [
    'deve ter de {min} a {max} caracteres',
    'debe tener de {min} a {max} caracteres',
  ],
  'may hold ASCII letters, digits and signs, but no quotes, backslash or question mark': [
    'pode conter letras, dígitos e sinais ASCII, mas não aspas, barra invertida nem interrogação',
    'puede contener letras, dígitos y signos ASCII, pero no comillas, barra invertida ni interrogación',
  ],
  'must not begin or end with a blank': [
    'não pode começar nem terminar com espaço',
    'no puede empezar ni terminar con un espacio',
  ],
  'must not hold blanks': ['não pode conter espaços', 'no puede contener espacios'],
  'must be a list of at most {max}': [
    'deve ser uma lista de no máximo {max}',
    'debe ser una lista de {max} como máximo',
  ],
  'must not be stars, or a name the OLT gives by itself': [
    'não pode ser asteriscos, nem um nome que a OLT dá por conta própria',
    'no puede ser asteriscos, ni un nombre que la OLT da por sí misma',
  ],
  'must name what to provision': ['deve dizer o que provisionar', 'debe decir qué aprovisionar'],
  'must have both traffic tables or none': [
    'deve ter as duas tabelas de tráfego ou nenhuma',
    'debe tener ambas tablas de tráfico o ninguna',
  ],
  'must be an ONU serial number such as {example}': [
    'deve ser um número de série de ONU como {example}',
    'debe ser un número de serie de ONU como {example}',
  ],
  'ssh needs it': ['o SSH precisa dele', 'SSH lo necesita'],
  'an SNMP target needs credentials': [
    'um destino SNMP precisa de credenciais',
    'un destino SNMP necesita credenciales',
  ],
  'DES needs node --openssl-legacy-provider; most OLTs take aes as well': [
    'DES precisa de node --openssl-legacy-provider; a maioria das OLTs aceita aes também',
    'DES necesita node --openssl-legacy-provider; la mayoría de las OLT también acepta aes',
  ],
} as const satisfies Phrases;

/** Why a device is not reached: `reason` of `olt.unreachable`, said after "cannot be reached:". */
export const unreachableReasons = {
  'no answer in time': ['sem resposta a tempo', 'sin respuesta a tiempo'],
  'it closed the connection': ['o equipamento fechou a conexão', 'el equipo cerró la conexión'],
  'connection refused ({errno})': ['conexão recusada ({errno})', 'conexión rechazada ({errno})'],
  'connection reset ({errno})': ['conexão derrubada ({errno})', 'conexión interrumpida ({errno})'],
  'no route to the host ({errno})': [
    'sem rota até o equipamento ({errno})',
    'sin ruta hasta el equipo ({errno})',
  ],
  'no route to the network ({errno})': ['sem rota até a rede ({errno})', 'sin ruta hasta la red ({errno})'],
  'the name is not known ({errno})': [
    'o nome não é conhecido ({errno})',
    'el nombre no es conocido ({errno})',
  ],
  'the name cannot be resolved now ({errno})': [
    'o nome não pode ser resolvido agora ({errno})',
    'el nombre no se puede resolver ahora ({errno})',
  ],
  'no answer in time ({errno})': ['sem resposta a tempo ({errno})', 'sin respuesta a tiempo ({errno})'],
} as const satisfies Phrases;

export type Doing = keyof typeof doings;
export type BadRequestReason = keyof typeof badRequestReasons;

const phrases: Phrases = { ...doings, ...badRequestReasons, ...unreachableReasons };

/** The words for a phrase in a language; undefined for what is none, such as a device's own words. */
export function wordsFor(phrase: unknown, locale: 'en' | 'pt-BR' | 'es'): string | undefined {
  if (typeof phrase !== 'string' || !Object.hasOwn(phrases, phrase)) return undefined;
  const [ptBR, es] = phrases[phrase] ?? [phrase, phrase];
  return { en: phrase, 'pt-BR': ptBR, es }[locale];
}
