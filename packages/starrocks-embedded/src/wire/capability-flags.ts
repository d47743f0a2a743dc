/** Capability flags of the MySQL protocol, as far as this server reads or sets them. */
export const CAPABILITY = {
  longFlag: 0x4,
  connectWithDatabase: 0x8,
  protocol41: 0x200,
  ssl: 0x800,
  secureConnection: 0x8000,
  pluginAuth: 0x8_0000,
  connectAttributes: 0x10_0000,
  lenencAuthData: 0x20_0000,
} as const

/**
 * What the server advertises: the set of a StarRocks frontend (MysqlCapability). It claims neither MULTI_STATEMENTS nor
 * DEPRECATE_EOF: several statements in one query work all the same, and result sets end with classic EOF packets.
 */
export const serverCapabilities = (tls: boolean): number =>
  CAPABILITY.protocol41 |
  CAPABILITY.connectWithDatabase |
  CAPABILITY.secureConnection |
  CAPABILITY.pluginAuth |
  CAPABILITY.longFlag |
  CAPABILITY.connectAttributes |
  CAPABILITY.lenencAuthData |
  (tls ? CAPABILITY.ssl : 0)

export const hasCapability = (flags: number, name: keyof typeof CAPABILITY): boolean => (flags & CAPABILITY[name]) !== 0
