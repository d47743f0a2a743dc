// A server's schema, read over a connection.
export type { IntrospectionOptions } from './introspect-schema.ts'
export { introspectSchema } from './introspect-schema.ts'
export { introspectCluster } from './introspect-cluster.ts'
export { detectTarget, TargetUnknownError } from './detect-target.ts'
export { readCreateStatement } from './read-create-statement.ts'
export { connectedUser } from './cluster/user.ts'
