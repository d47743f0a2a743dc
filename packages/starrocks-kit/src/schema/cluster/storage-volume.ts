import { refuse } from '../apply-statement/refusal.ts'
import { ownEntry } from '../state.ts'
import type { Secrets, StorageVolume } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { propertyChange, sortedProperties, withProperties } from './properties.ts'
import { changeOf } from './rules.ts'
import type { ClusterObjects, ClusterRules } from './rules.ts'
import { propertyList, sortedSecrets, splitSecrets } from './secrets.ts'

/** The server makes partitions by these: they stay as they are (StorageVolumeMgr.updateStorageVolume). */
const IMMUTABLE: ReadonlySet<string> = new Set(['aws.s3.enable_partitioned_prefix', 'aws.s3.num_partitioned_prefix'])

/** What a shared-data cluster says of a volume whatever it was told (StorageVolume.getParamsFromFileStoreInfo). */
const FILLED_IN: Properties = {
  'aws.s3.region': '',
  'aws.s3.endpoint': '',
  'aws.s3.iam_role_arn': '',
  'aws.s3.external_id': '',
  'aws.s3.use_instance_profile': 'false',
  'aws.s3.use_aws_sdk_default_behavior': 'false',
  'aws.s3.use_web_identity_token_file': 'false',
  'azure.blob.endpoint': '',
  'azure.adls2.endpoint': '',
}

export const storageVolumeRules: ClusterRules<StorageVolume> = {
  word: 'storage volume',
  // A shared-data cluster makes it from its configuration.
  builtIn: new Set(['builtin_storage_volume']),
  create: ({ name, type, locations, comment, properties, secrets }) => {
    const list = propertyList(properties, secrets, name)
    return [
      {
        kind: 'CreateStorageVolumeStatement',
        name,
        type,
        locations,
        ...(comment === undefined ? {} : { comment }),
        ...(list.length === 0 ? {} : { properties: list }),
      },
    ]
  },
  change: (from, to) => {
    const { changed, removed } = propertyChange(from, withFilledIn(from, to))
    const { comment = '' } = to
    const isOther = from !== undefined && (from.comment ?? '') !== comment
    const same = (key: 'type' | 'locations'): boolean =>
      from === undefined || JSON.stringify(from[key]) === JSON.stringify(to[key])
    return changeOf(
      changed.length === 0 && (!isOther || comment === '')
        ? []
        : [
            {
              kind: 'AlterStorageVolumeStatement',
              name: to.name,
              clauses: [
                ...(isOther && comment !== '' ? [{ kind: 'ModifyCommentClause' as const, comment }] : []),
                ...(changed.length === 0 ? [] : [{ kind: 'ModifyPropertiesClause' as const, properties: changed }]),
              ],
            },
          ],
      [
        ...(same('type') ? [] : ['ALTER STORAGE VOLUME cannot change the type']),
        ...(same('locations') ? [] : ['ALTER STORAGE VOLUME cannot change the locations']),
        // An empty comment is taken for none being given (StorageVolumeMgr.updateStorageVolume).
        ...(isOther && comment === '' ? ['ALTER STORAGE VOLUME cannot take away the comment'] : []),
        ...removed.map((key) => `ALTER STORAGE VOLUME cannot take away the property ${key}`),
        ...changed
          .filter(({ key }) => from !== undefined && IMMUTABLE.has(key))
          .map(({ key }) => `the property ${key} of a storage volume cannot be changed`),
      ],
    )
  },
  drop: ({ name }) => ({ kind: 'DropStorageVolumeStatement', name }),
  apply: (statement, objects) => {
    switch (statement.kind) {
      case 'CreateStorageVolumeStatement': {
        const { name, type, locations, comment } = statement
        if (objects.find(name) !== undefined) {
          if (statement.ifNotExists === true) return objects.all()
          refuse(`Storage volume '${name}' already exists`)
        }
        const { properties, secrets } = splitSecrets(statement.properties)
        const volume: StorageVolume = {
          kind: 'StorageVolume',
          name,
          type: type.toUpperCase(),
          locations,
          ...(comment === undefined ? {} : { comment }),
          ...described(properties, secrets),
        }
        requireCredentials(volume)
        return objects.with(volume)
      }
      case 'AlterStorageVolumeStatement': {
        const old = objects.find(statement.name)
        if (old === undefined) return missing(statement.name, objects)
        const changed = statement.clauses.reduce<StorageVolume>((volume, clause) => {
          if (clause.kind === 'ModifyPropertiesClause') return withProperties(volume, splitSecrets(clause.properties))
          return clause.comment === '' ? volume : { ...volume, comment: clause.comment }
        }, old)
        requireCredentials(changed)
        return objects.with(changed)
      }
      case 'DropStorageVolumeStatement':
        return objects.find(statement.name) === undefined && statement.ifExists !== true
          ? missing(statement.name, objects)
          : objects.without(statement.name)
      default:
        return undefined
    }
  },
  comparable: ({ type, comment, properties = {}, secrets, ...rest }) => {
    const { enabled, ...others } = Object.fromEntries(
      Object.entries(properties).filter(([key, value]) => ownEntry(FILLED_IN, key) !== value.toLowerCase()),
    )
    // A volume is enabled unless it says otherwise.
    const said = enabled?.toLowerCase() === 'false' ? { ...others, enabled: 'false' } : others
    return {
      ...rest,
      type: type.toUpperCase(),
      ...(comment === undefined || comment === '' ? {} : { comment }),
      ...described(sortedProperties(said), secrets),
    }
  },
}

/** With what is said no more as the server would say it: that is how it is taken away. */
function withFilledIn(from: StorageVolume | undefined, to: StorageVolume): StorageVolume {
  const gone = Object.keys(from?.properties ?? {}).flatMap((key) => {
    const value = ownEntry(FILLED_IN, key)
    return value === undefined ? [] : [[key, value] as const]
  })
  return gone.length === 0 ? to : { ...to, properties: { ...Object.fromEntries(gone), ...to.properties } }
}

/** A volume on S3 has to say who it is: by the SDK's own means, the instance's profile, or a pair of keys (AwsCloudCredential.validate). */
function requireCredentials({ type, properties = {}, secrets = {} }: StorageVolume): void {
  if (type.toUpperCase() !== 'S3') return
  const isOn = (key: string): boolean => properties[key]?.toLowerCase() === 'true'
  const isGiven = (key: string): boolean => key in secrets || (properties[key] ?? '') !== ''
  const known =
    isOn('aws.s3.use_aws_sdk_default_behavior') ||
    isOn('aws.s3.use_instance_profile') ||
    (isGiven('aws.s3.access_key') && isGiven('aws.s3.secret_key'))
  if (known) return
  const masked = Object.fromEntries(Object.keys(secrets).map((key) => [key, '******']))
  refuse(`Storage params is not valid ${JSON.stringify({ ...properties, ...masked })}`)
}

function described(properties: Properties, secrets: Secrets = {}): Pick<StorageVolume, 'properties' | 'secrets'> {
  return { ...(Object.keys(properties).length === 0 ? {} : { properties }), ...sortedSecrets(secrets) }
}

function missing(name: string, objects: ClusterObjects<StorageVolume>): Readonly<Record<string, StorageVolume>> {
  if (objects.complete) refuse(`Storage volume '${name}' does not exist`)
  return objects.all()
}
