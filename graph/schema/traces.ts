import { texts } from './define.ts'

/** Of whatever has variables, scripts or parameters in which credentials are looked for. */
export const FOREIGN_CLIENTS = texts(
  'whose secrets were found in it: client ids of Entra applications, addresses of Google service accounts',
)
