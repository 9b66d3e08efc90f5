import { defineProblems } from '../../problem/define-problems.ts';

/** What the dispatcher's side runs into. */
export const dispatchError = defineProblems({
  'server.username_taken': {
    status: 409,
    en: ['The user name {username} belongs to somebody else.', 'Choose another one.'],
    'pt-BR': ['O usuário {username} já é de outra pessoa.', 'Escolha outro.'],
    es: ['El usuario {username} ya es de otra persona.', 'Elija otro.'],
  },
  'server.last_admin': {
    status: 409,
    en: ['Nobody else could administer the provider then.', 'Make somebody else an administrator first.'],
    'pt-BR': ['Ninguém mais poderia administrar o provedor.', 'Torne outra pessoa administradora antes.'],
    es: ['Nadie más podría administrar el proveedor.', 'Haga antes administrador a otra persona.'],
  },
  'server.product_in_use': {
    status: 409,
    en: ['Unit and kind of a product that was moved cannot change.', 'Add a new product instead.'],
    'pt-BR': ['Unidade e tipo de um produto já movimentado não mudam.', 'Cadastre um novo produto.'],
    es: ['La unidad y el tipo de un producto ya movido no cambian.', 'Registre un producto nuevo.'],
  },
  'server.transfer_insufficient': {
    status: 409,
    en: ['The technician has {available} of this product, {quantity} are needed.', 'Transfer less.'],
    'pt-BR': ['O técnico tem {available} deste produto, são necessários {quantity}.', 'Transfira menos.'],
    es: ['El técnico tiene {available} de este producto, se necesitan {quantity}.', 'Transfiera menos.'],
  },
  'server.transfer_serial_missing': {
    status: 409,
    en: ['The technician does not have the item {serial}.', 'Check the serial number.'],
    'pt-BR': ['O técnico não tem o item {serial}.', 'Confira o número de série.'],
    es: ['El técnico no tiene el artículo {serial}.', 'Revise el número de serie.'],
  },
  'server.transfer_serial_taken': {
    status: 409,
    en: ['The item {serial} is with a technician already.', 'Transfer it from there.'],
    'pt-BR': ['O item {serial} já está com um técnico.', 'Transfira a partir dele.'],
    es: ['El artículo {serial} ya está con un técnico.', 'Transfiéralo desde él.'],
  },
  'server.rows_refused': {
    status: 422,
    en: ['{rows} rows cannot be imported, so nothing was.', 'Correct them and import the file again.'],
    'pt-BR': ['{rows} linhas não podem ser importadas; nada foi.', 'Corrija-as e importe o arquivo de novo.'],
    es: ['{rows} filas no se pueden importar; nada se importó.', 'Corríjalas e importe el archivo de nuevo.'],
  },
  'server.malformed_csv': {
    status: 400,
    en: ['The file is not CSV (line {line}).', 'Save it as CSV, with its headings in line 1.'],
    'pt-BR': ['O arquivo não é CSV (linha {line}).', 'Salve como CSV, com os títulos na linha 1.'],
    es: ['El archivo no es CSV (línea {line}).', 'Guárdelo como CSV, con los títulos en la línea 1.'],
  },
  'server.too_many_rows': {
    status: 413,
    en: ['The file has more than {maxRows} rows.', 'Import it in parts.'],
    'pt-BR': ['O arquivo tem mais de {maxRows} linhas.', 'Importe-o em partes.'],
    es: ['El archivo tiene más de {maxRows} filas.', 'Impórtelo por partes.'],
  },
});
