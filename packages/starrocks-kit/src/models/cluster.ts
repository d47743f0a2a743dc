import { clusterLabel, clusterObjectFromInput } from '../schema/index.ts'
import type { ClusterInput, ClusterKind } from '../schema/index.ts'
import { deepFreeze } from '../util/deep-freeze.ts'
import { CLUSTER_MODEL } from './brand.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import type { ClusterModel } from './model.ts'

function clusterModel<K extends ClusterKind>(kind: K, name: string, input: ClusterInput<K>): ClusterModel {
  const model = clusterLabel({ kind, name })
  const object = clusterObjectFromInput(kind, name, input, (problem, remedy) => {
    throw new InvalidModelError(problem, { model, remedy })
  })
  return Object.freeze({ [CLUSTER_MODEL]: deepFreeze(object) })
}

/**
 * Declares a resource group: `manage: { resourceGroups: true }` in the config makes it count.
 *
 * @example
 * export const etl = resourceGroup('etl', {
 *   classifiers: [{ user: 'etl_user', queryTypes: ['INSERT'] }],
 *   properties: { cpu_weight: 4, mem_limit: '40%' },
 * })
 * // CREATE RESOURCE GROUP etl TO (`user` = 'etl_user', query_type IN ('INSERT')) WITH ("cpu_weight" = "4", "mem_limit" = "40%")
 */
export function resourceGroup(name: string, options: ClusterInput<'ResourceGroup'>): ClusterModel {
  return clusterModel('ResourceGroup', name, options)
}

/**
 * Declares a role and all that it is granted: `manage: { roles: true }` in the config makes it count.
 *
 * @example
 * export const reader = role('reader', { grants: ['SELECT ON ALL TABLES IN DATABASE shop'] })
 * // CREATE ROLE reader; GRANT SELECT ON ALL TABLES IN DATABASE shop TO ROLE reader
 */
export function role(name: string, options: ClusterInput<'Role'> = {}): ClusterModel {
  return clusterModel('Role', name, options)
}

/**
 * Declares a user, how it logs in and all that it is granted: `manage: { users: true }` in the config makes it count. The name of one that comes from some hosts only is its
 * identity: `"'etl'@'10.0.%'"`.
 *
 * @example
 * export const etl = user('etl', { password: { env: 'ETL_PASSWORD' }, defaultRoles: ['loader'] })
 * // CREATE USER 'etl' IDENTIFIED BY '${env:ETL_PASSWORD}' DEFAULT ROLE loader
 */
export function user(name: string, options: ClusterInput<'User'> = {}): ClusterModel {
  return clusterModel('User', name, options)
}

/**
 * Declares an external catalog: `manage: { externalCatalogs: true }` in the config makes it count.
 *
 * @example
 * export const lake = externalCatalog('lake', {
 *   properties: { type: 'iceberg', 'iceberg.catalog.type': 'glue', 'aws.glue.region': 'eu-west-1' },
 *   secrets: { 'aws.glue.access_key': { env: 'GLUE_ACCESS_KEY' }, 'aws.glue.secret_key': { env: 'GLUE_SECRET_KEY' } },
 * })
 */
export function externalCatalog(name: string, options: ClusterInput<'ExternalCatalog'>): ClusterModel {
  return clusterModel('ExternalCatalog', name, options)
}

/**
 * Declares a storage volume of a shared-data cluster: `manage: { storageVolumes: true }` in the config makes it count.
 *
 * @example
 * export const cold = storageVolume('cold', {
 *   type: 'S3',
 *   locations: ['s3://warehouse/cold'],
 *   properties: { 'aws.s3.region': 'eu-west-1' },
 *   secrets: { 'aws.s3.access_key': { env: 'S3_ACCESS_KEY' }, 'aws.s3.secret_key': { env: 'S3_SECRET_KEY' } },
 * })
 */
export function storageVolume(name: string, options: ClusterInput<'StorageVolume'>): ClusterModel {
  return clusterModel('StorageVolume', name, options)
}

/**
 * Declares a task with a schedule: `manage: { tasks: true }` in the config makes it count. A change of it drops the task and submits it anew.
 *
 * @example
 * export const totals = task('totals', {
 *   database: 'shop',
 *   every: '1 HOUR',
 *   statement: 'INSERT OVERWRITE totals SELECT day, sum(total) FROM orders GROUP BY day',
 * })
 * // SUBMIT TASK shop.totals SCHEDULE EVERY (INTERVAL 1 HOUR) AS INSERT OVERWRITE totals SELECT ...
 */
export function task(name: string, options: ClusterInput<'Task'>): ClusterModel {
  return clusterModel('Task', name, options)
}

/**
 * Declares a pipe: `manage: { pipes: true }` in the config makes it count. It lies in the database of its table, the default one unless the name says another. Its properties can
 * change, its statement cannot: which files it has loaded is known to the pipe alone.
 *
 * @example
 * export const ingest = pipe('ingest', {
 *   statement: `INSERT INTO orders SELECT * FROM FILES("path" = "s3://landing/orders/*.parquet", "format" = "parquet")`,
 *   properties: { poll_interval: 60 },
 *   secrets: { 'aws.s3.access_key': { env: 'S3_ACCESS_KEY' }, 'aws.s3.secret_key': { env: 'S3_SECRET_KEY' } },
 * })
 * // CREATE PIPE shop.ingest PROPERTIES ("poll_interval" = "60") AS INSERT INTO shop.orders SELECT * FROM FILES(...)
 */
export function pipe(name: string, options: ClusterInput<'Pipe'>): ClusterModel {
  return clusterModel('Pipe', name, options)
}

/**
 * Declares a routine load: `manage: { routineLoads: true }` in the config makes it count. It lies in the database of its table, the default one unless the name says another. A change
 * pauses the load, alters and resumes it; it is never stopped and made again, as only the load itself knows where it is in its topic.
 *
 * @example
 * export const ordersFromKafka = routineLoad('orders_from_kafka', {
 *   table: 'orders',
 *   columns: ['id', 'price', 'amount', 'total = price * amount'],
 *   where: 'amount > 0',
 *   source: 'KAFKA',
 *   properties: { format: 'json', max_batch_interval: 20 },
 *   sourceProperties: { kafka_broker_list: 'broker:9092', kafka_topic: 'orders', 'property.security.protocol': 'SASL_SSL' },
 *   secrets: { 'property.sasl.password': { env: 'KAFKA_PASSWORD' } },
 * })
 */
export function routineLoad(name: string, options: ClusterInput<'RoutineLoad'>): ClusterModel {
  return clusterModel('RoutineLoad', name, options)
}

/**
 * Declares a function of users: `manage: { functions: true }` in the config makes it count. The first argument is its signature, as in CREATE FUNCTION: with the database unless it is
 * the default one, `GLOBAL` in front of global ones, and with names of the arguments where the function is an expression (StarRocks 4.1). Functions may share a name, but not a
 * signature; lengths of texts and precisions of decimals are no part of it.
 *
 * @example
 * export const withTax = userFunction('with_tax(amount DECIMAL(10, 2), rate DOUBLE)', { expression: 'amount * (1 + rate)' })
 * // CREATE FUNCTION shop.with_tax(amount DECIMAL(10, 2), rate DOUBLE) RETURNS amount * (1 + rate)
 * @example
 * export const slug = userFunction('slug(STRING)', {
 *   returns: 'STRING',
 *   properties: { symbol: 'slug' },
 *   source: `
 *     def slug(text):
 *       return text.lower().replace(' ', '-')
 *   `,
 * })
 * @example
 * export const median = userFunction('GLOBAL median_of(INT)', {
 *   type: 'AGGREGATE',
 *   returns: 'DOUBLE',
 *   properties: { type: 'StarrocksJar', symbol: 'com.example.Median', file: 'http://files/udf.jar' },
 * })
 */
export function userFunction(signature: string, options: ClusterInput<'Function'>): ClusterModel {
  return clusterModel('Function', signature, options)
}
