/** What names of properties that give access to something hold, as a pattern for any letter case. */
export const SECRET_NAMES =
  'passw|secret|token|credential|(?:access|private|shared|account|session)[._-]?key|access\\.id|service_account_email|jaas|keytab_content|key\\.pem'

const SECRET_KEY = new RegExp(SECRET_NAMES, 'i')

/** Whether a property of this name holds what gives access to something. */
export function isSecretKey(name: string): boolean {
  return SECRET_KEY.test(name)
}
