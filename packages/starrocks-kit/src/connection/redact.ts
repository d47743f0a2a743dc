import { SECRET_NAMES } from '../util/secret-key.ts'

/**
 * SQL text with its secrets masked: what follows IDENTIFIED BY, PASSWORD(...) and SET PASSWORD, and the values of properties whose name
 * says that they are secret (`"aws.s3.secret_key" = "..."`). `secrets` are texts to mask wherever they appear, such as the session's own password.
 *
 * @example redactSql("CREATE USER u IDENTIFIED BY 'x'") // CREATE USER u IDENTIFIED BY '***'
 */
export function redactSql(sql: string, secrets: readonly string[] = []): string {
  let text = sql
  for (const secret of secrets) {
    // A very short password would also mask unrelated text; it is still masked where the patterns below find it.
    if (secret.length >= 4) text = text.replaceAll(secret, '***')
  }
  if (!SECRET_WORD.test(text)) return text
  return text
    .replace(IDENTIFIED, (_, before: string) => `${before}'***'`)
    .replace(PASSWORD_CALL, (_, before: string) => `${before}'***'`)
    .replace(SECRET_PROPERTY, (_, before: string, quote: string) => `${before}${quote}***${quote}`)
}

const STRING = String.raw`(?:'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$))`
/** One test that spares long statements without secrets the three replacements. */
const SECRET_WORD = new RegExp(`identified|sasl|${SECRET_NAMES}`, 'iu')
/** `IDENTIFIED BY 'x'`, `IDENTIFIED BY PASSWORD 'x'`, `IDENTIFIED WITH plugin BY|AS 'x'`. */
const IDENTIFIED = new RegExp(
  String.raw`(\bIDENTIFIED\s+(?:WITH\s+\S+\s+)?(?:BY|AS)\s+(?:PASSWORD\s+)?)${STRING}`,
  'giu',
)
/** `PASSWORD('x')` and `SET PASSWORD [FOR user] = 'x'`. */
const PASSWORD_CALL = new RegExp(
  String.raw`(\bPASSWORD\s*\(\s*|\bSET\s+PASSWORD(?:\s+FOR\s+[^=]+?)?\s*=\s*)${STRING}`,
  'giu',
)
// Of what a SASL library is told anything may be a password.
const SECRET_NAME = String.raw`[^'"]*(?:sasl|${SECRET_NAMES})[^'"]*`
/** `"name" = "value"`, also `name = value` lists of session variables are left alone: they hold no secrets. */
const SECRET_PROPERTY = new RegExp(
  String.raw`((?:"${SECRET_NAME}"|'${SECRET_NAME}')\s*=\s*)(?:(['"])(?:\\[^]|(?!\2)[^\\])*(?:\2|$))`,
  'giu',
)
